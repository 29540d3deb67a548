package org.acme.kit.dev;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.discovery.Await;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** A network with one peer, which answers with a price; asked by HTTP and by DNS as others would. */
final class PricesNetwork implements AutoCloseable {

    static final String NAME = "_http._tcp.prices.test";

    final AtomicInteger asked = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    final DevNetwork network = new DevNetwork(vertx, List.of(new Prices()));

    @Override
    public void close() {
        network.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    String port(int copy) {
        return network.addresses(NAME).get(copy).replaceAll(".*:", "");
    }

    /** Returns priority, weight and port of each copy. */
    List<String> inDns() throws IOException {
        return lookup().getSection(Section.ANSWER).stream()
                .map(record -> record.rdataToString().replaceAll(" [^ ]+$", ""))
                .toList();
    }

    Message lookup() throws IOException {
        return lookup(Await.PATIENCE);
    }

    Message lookup(Duration patience) throws IOException {
        SimpleResolver resolver = new SimpleResolver(network.dns().address());
        resolver.setTimeout(patience);
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(NAME + "."), Type.SRV, DClass.IN)));
    }

    int status(int copy) throws IOException, InterruptedException {
        return ask(network.addresses(NAME).get(copy)).statusCode();
    }

    static HttpResponse<String> ask(String address) throws IOException, InterruptedException {
        return ask(address, Await.PATIENCE);
    }

    static HttpResponse<String> ask(String address, Duration patience) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/prices"))
                .timeout(patience)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private final class Prices implements DevPeer {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public void asked(HttpServerRequest request) {
            asked.incrementAndGet();
        }

        @Override
        public void answer(HttpServerRequest request) {
            request.response().end("7");
        }
    }
}
