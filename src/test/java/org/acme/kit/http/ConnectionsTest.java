package org.acme.kit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.WebSocket;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.acme.kit.discovery.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection owes nothing for long, and everybody gets a turn. */
@QuarkusTest
@TestProfile(ReceivingTest.Tight.class)
class ConnectionsTest {

    private static final String POST = "POST /kit-test/received HTTP/1.1\r\nHost: x\r\n";
    private static final long LONGER_THAN_A_HEAD_MAY_TAKE = 4_000;

    @Inject
    Vertx vertx;

    @ParameterizedTest
    @ValueSource(
            strings = {"P", "GET / HT", "GET /kit-test/received HTTP/1.1\r\nHost: x\r\n", "PRI * HTTP/2.0\r\n", "\r\n"})
    void closesAConnectionOnWhichAHeadDoesNotArrive(String half) throws IOException {
        assertThat(RawHttp.send(RestAssured.port, half)).isEmpty();
    }

    @Test
    void closesAConnectionOnWhichTheNextHeadDoesNotArrive() throws IOException {
        try (Socket caller = RawHttp.open(RestAssured.port, "GET /kit-test/received HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertThat(RawHttp.status(caller)).isEqualTo(200);

            caller.getOutputStream().write("GET /rec".getBytes(ISO_8859_1));

            assertThat(new String(caller.getInputStream().readAllBytes(), ISO_8859_1))
                    .endsWith("nothing");
        }
    }

    @Test
    void closesAConnectionOverHttp2ThatOwesTheRestOfAFrame() throws IOException {
        // Settings, then headers of which some octets are missing.
        String half = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0" + "\0\0\20\1\4\0\0\0\1" + "\u0083";

        // Ends, after what a server says at first and at last.
        assertThat(RawHttp.send(RestAssured.port, half)).isNotEmpty();
    }

    @Test
    void aWebSocketOwesNoHead() throws Exception {
        WebSocket socket =
                Http2.await(vertx.createWebSocketClient().connect(RestAssured.port, "localhost", "/kit-test/socket"));
        CompletableFuture<Void> later = new CompletableFuture<>();
        socket.textMessageHandler(text -> {
            if (text.equals("later")) {
                later.complete(null);
            }
        });
        socket.writeTextMessage("at once");

        vertx.setTimer(LONGER_THAN_A_HEAD_MAY_TAKE, passed -> socket.writeTextMessage("later"));

        assertThat(later).succeedsWithin(Await.PATIENCE);
    }

    /** Behind another path, the limits would hold for a part of the paths only. */
    @Test
    void stopsTheStartIfTheRouterIsMountedBelowAPath() {
        assertThatThrownBy(() -> new Connections(null, "auto", Duration.ofSeconds(1), "/api"))
                .hasMessageContaining("quarkus.http.root-path is '/api'; allowed: /. Set quarkus.rest.path");
    }

    @Test
    void letsEverybodyHaveATurnWhenThereAreMoreConnectionsThanAllowed() throws Exception {
        List<Socket> callers = new ArrayList<>();
        try {
            for (int number = 0; number < 20; number++) {
                callers.add(RawHttp.open(RestAssured.port, POST + "Content-Length: 5\r\n\r\nhello"));
            }
            for (Socket caller : callers) {
                assertThat(RawHttp.status(caller)).isEqualTo(200);
            }
        } finally {
            for (Socket caller : callers) {
                caller.close();
            }
        }
    }

    @Test
    void refusesStreamsThatAreMoreThanTheConnectionsAllowed() throws Exception {
        try (Http2 client = new Http2(RestAssured.port)) {
            List<HttpClientRequest> slow = new ArrayList<>();
            for (int number = 0; number < 4; number++) {
                slow.add(client.begin("/kit-test/received", Map.of("content-length", "10")));
                slow.get(number).write("hello");
            }

            assertThat(client.get("/kit-test/received").status()).isEqualTo(503);
            assertThat(Http2.ended(slow.get(0), "hello").body()).isEqualTo("10");
            assertThat(client.get("/kit-test/received").status()).isEqualTo(200);
        }
    }
}
