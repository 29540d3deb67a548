// kit:file: proves the kit through the example
package org.acme.stringsvc;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.dev.EmbeddedDns;
import org.acme.kit.dns.SocketAddresses;

/** Starts two peers, of which the first can be made to wait with its answers and can be taken out of DNS. */
public class VanishingPeers implements QuarkusTestResourceLifecycleManager {

    private static final String ZONE = """
            $ORIGIN test.
            $TTL 1
            @   SOA ns hostmaster 1 60 30 3600 1
            @   NS  ns
            ns  A   127.0.0.1
            """;

    private static final CompletableFuture<Void> RELEASED = new CompletableFuture<>();
    private static final CompletableFuture<Void> ASKED = new CompletableFuture<>();
    private static final CompletableFuture<Void> CLOSED = new CompletableFuture<>();
    private static final AtomicInteger CONNECTIONS = new AtomicInteger();
    private static Runnable vanishing = () -> {};

    private final Vertx vertx = Vertx.vertx();
    private EmbeddedDns dns;

    static void firstVanishes() {
        vanishing.run();
    }

    /** Completes when the first peer has a request that it does not answer. */
    static CompletableFuture<Void> asked() {
        return ASKED;
    }

    static void release() {
        RELEASED.complete(null);
    }

    /** Completes when nobody is connected to the first peer any more. */
    static CompletableFuture<Void> closed() {
        return CLOSED;
    }

    @Override
    public Map<String, String> start() {
        HttpServer first = listen(vertx.createHttpServer()
                .connectionHandler(connection -> {
                    CONNECTIONS.incrementAndGet();
                    connection.closeHandler(end -> {
                        if (CONNECTIONS.decrementAndGet() == 0) {
                            CLOSED.complete(null);
                        }
                    });
                })
                .requestHandler(request -> {
                    ASKED.complete(null);
                    RELEASED.thenRun(() -> answer(request, "first"));
                }));
        HttpServer second = listen(vertx.createHttpServer().requestHandler(request -> answer(request, "second")));
        dns = new EmbeddedDns(vertx, "test.", ZONE + srv(first) + srv(second));
        vanishing = () -> dns.replace("test.", ZONE + srv(second));
        return Map.of("quarkus.stork.peers.service-discovery.servers", SocketAddresses.format(dns.address()));
    }

    private static HttpServer listen(HttpServer server) {
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static String srv(HttpServer server) {
        return "_http._tcp.stringsvc SRV 10 10 %d ns%n".formatted(server.actualPort());
    }

    private static void answer(HttpServerRequest request, String name) {
        request.response().putHeader("Content-Type", "application/json").end("{\"v\":\"" + name + "\"}");
    }

    @Override
    public void stop() {
        dns.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
