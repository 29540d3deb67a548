package org.acme.kit.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DevNetworkTest {

    private static final String NAME = "_http._tcp.prices.test";

    private final AtomicInteger asked = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private final DevNetwork network = new DevNetwork(vertx, List.of(new Prices()));

    @AfterEach
    void stop() {
        network.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void startsThreeCopiesThatAnswer() throws Exception {
        assertThat(network.addresses(NAME)).hasSize(3).doesNotHaveDuplicates();
        for (String address : network.addresses(NAME)) {
            assertThat(ask(address).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void letsOneCopyFailAndTheOthersAnswer() throws Exception {
        network.has(NAME, 1, Symptom.ANSWERS_503);

        assertThat(List.of(status(0), status(1), status(2))).containsExactly(200, 503, 200);
    }

    @Test
    void pushesBackForASecond() throws Exception {
        network.allHave(NAME, Symptom.PUSHES_BACK);

        assertThat(ask(network.addresses(NAME).get(2)).headers().firstValue("Retry-After"))
                .hasValue("1");
    }

    @Test
    void closesConnectionsAndHangs() {
        network.has(NAME, 0, Symptom.CLOSES_THE_CONNECTION);
        network.has(NAME, 1, Symptom.HANGS);

        assertThatThrownBy(() -> status(0)).isInstanceOf(IOException.class).isNotInstanceOf(HttpTimeoutException.class);
        assertThatThrownBy(() -> status(1)).isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void tellsThePeerOfRequestsThatItDoesNotAnswer() throws Exception {
        network.allHave(NAME, Symptom.ANSWERS_503);

        status(0);

        assertThat(asked).hasValue(1);
    }

    @Test
    void heals() throws Exception {
        network.allHave(NAME, Symptom.ANSWERS_503);
        network.allHave(NAME, Symptom.NONE);

        assertThat(status(0)).isEqualTo(200);
    }

    @Test
    void namesThePeersThereAre() {
        assertThatThrownBy(() -> network.has("prices", 0, Symptom.HANGS))
                .hasMessage("No peer is called 'prices'; there are [_http._tcp.prices.test]");
    }

    private int status(int copy) throws IOException, InterruptedException {
        return ask(network.addresses(NAME).get(copy)).statusCode();
    }

    private static HttpResponse<String> ask(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/prices"))
                .timeout(Duration.ofSeconds(2))
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
