package org.acme.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.acme.kit.discovery.Await;
import org.acme.kit.middleware.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is received is bounded in time, in bytes and in connections. */
@QuarkusTest
@TestProfile(ReceivingTest.Tight.class)
class ReceivingTest {

    public static class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "kit.receiving.time", "3s", "kit.receiving.bytes", "1200000", "kit.receiving.connections", "4");
        }
    }

    private static final String POST = "POST /kit-test/received HTTP/1.1\r\nHost: x\r\n";
    private static final int LARGE = 900_000;

    @Inject
    ReceivedBytes received;

    private final LogLines log = new LogLines("");

    @AfterEach
    void nothingIsAnError() {
        log.close();
        assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\r\n\r\nhalf",
                "Content-Length: 100000\r\n\r\nhalf",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nha",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100\r\n\r\n--x\r\n"
            })
    void answersABodyThatDoesNotArriveWith408AndCloses(String rest) throws IOException {
        assertThat(RawHttp.send(RestAssured.port, POST + rest))
                .startsWith("HTTP/1.1 408 ")
                .containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n")
                .containsIgnoringCase("\r\nConnection: close\r\n")
                .contains("\"status\":408")
                .containsOnlyOnce("HTTP/1.1 ");
    }

    @Test
    void answersABodyThatDoesNotArriveOnItsStreamOnly() throws Exception {
        try (Http2 client = new Http2(RestAssured.port)) {
            HttpClientRequest slow = client.begin("/kit-test/received", Map.of());
            Future<Http2.Answer> answered = Http2.answer(slow.response());
            slow.write("half");

            Http2.Answer answer = Http2.await(answered);

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).contains("\"status\":408");
            assertThat(client.get("/kit-test/received").body()).isEqualTo("nothing");
            assertThat(client.connections()).isEqualTo(1);
        }
    }

    @Test
    void countsWhatABodyTakesAgainstTheDeadlineOfItsCaller() throws Exception {
        try (Http2 client = new Http2(RestAssured.port)) {
            HttpClientRequest slow = client.begin(
                    "/kit-test/probe/echo",
                    Map.of("content-type", "application/json", "x-envoy-expected-rq-timeout-ms", "200"));
            slow.write("{\"s\":");
            client.pass(Duration.ofMillis(400));

            assertThat(Http2.ended(slow, "\"hello\"}").status()).isEqualTo(504);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answersALargeBodyForWhichThereIsNoRoomWith503(boolean told) throws Exception {
        String large = told
                ? POST + "Content-Length: " + LARGE + "\r\n\r\n" + "x".repeat(LARGE)
                : POST + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(LARGE) + "\r\n" + "x".repeat(LARGE)
                        + "\r\n0\r\n\r\n";
        try (Socket first = RawHttp.open(
                RestAssured.port, POST + "Content-Length: " + LARGE + "\r\n\r\n" + "x".repeat(LARGE - 1))) {
            awaitTaken(LARGE);
            assertThat(RawHttp.send(RestAssured.port, large))
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("\r\nRetry-After: 1\r\n")
                    .contains("\"status\":503");
            try (Http2 client = new Http2(RestAssured.port)) {
                assertThat(client.post("/kit-test/received", Map.of(), Buffer.buffer("x".repeat(LARGE)))
                                .status())
                        .isEqualTo(503);
                assertThat(client.post("/kit-test/received", Map.of(), Buffer.buffer("small"))
                                .body())
                        .isEqualTo("5");
            }
            try (Socket small = RawHttp.open(RestAssured.port, POST + "Content-Length: 5\r\n\r\nsmall")) {
                assertThat(RawHttp.status(small)).isEqualTo(200);
            }
            first.getOutputStream().write('x');
            assertThat(RawHttp.status(first)).isEqualTo(200);
        }
        awaitTaken(0);
        try (Socket later = RawHttp.open(RestAssured.port, large)) {
            assertThat(RawHttp.status(later)).isEqualTo(200);
        }
    }

    @Test
    void takesABodyThatArrivesAfterItsAnswerForNoHead() throws Exception {
        try (Socket caller = RawHttp.open(
                RestAssured.port, "POST /kit-test/received/refused HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n")) {
            assertThat(RawHttp.status(caller)).isEqualTo(403);
            caller.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));

            // More than a head may take.
            caller.setSoTimeout(5_000);
            assertThatThrownBy(() -> caller.getInputStream().readAllBytes()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void makesRoomWhenACallerDisconnects() throws Exception {
        String half = POST + "Content-Length: " + LARGE + "\r\n\r\n" + "x".repeat(LARGE - 1);
        try (Socket caller = RawHttp.open(RestAssured.port, half)) {
            awaitTaken(LARGE);
        }

        awaitTaken(0);
        try (Socket later = RawHttp.open(RestAssured.port, half + "x")) {
            assertThat(RawHttp.status(later)).isEqualTo(200);
        }
    }

    @Test
    void stopsTheStartOnAValueThatIsNotAllowed() {
        MemorySize largest = new MemorySize(BigInteger.TEN);
        for (String wrong : List.of("", "none", "0", "-1", "9")) {
            assertThatThrownBy(() -> new ReceivedBytes(wrong, largest))
                    .hasMessageContaining("kit.receiving.bytes is '" + wrong + "'; allowed: ");
        }
    }

    private void awaitTaken(long octets) {
        Await.until(octets + " bytes are taken", () -> received.reserved() == octets);
    }
}
