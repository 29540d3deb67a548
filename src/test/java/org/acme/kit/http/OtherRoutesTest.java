package org.acme.kit.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.acme.kit.discovery.Await;
import org.acme.kit.telemetry.Scrape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that are not the kit's: the fallback of a page, a body handler of an extension, a WebSocket. */
@QuarkusTest
class OtherRoutesTest {

    @ApplicationScoped
    static class Routes {

        private static final int BEFORE_THE_KIT_READS = -10;

        void register(@Observes Router router) {
            router.route("/kit-test/rerouted/*").handler(routing -> routing.reroute("/kit-test/received"));
            router.route("/kit-test/unavailable/page").handler(routing -> routing.reroute("/kit-test/unavailable"));
            router.route("/kit-test/unavailable")
                    .handler(routing -> routing.response().setStatusCode(451).end());
            router.route("/kit-test/broken-off")
                    .handler(routing -> routing.response()
                            .setChunked(true)
                            .write("half")
                            .onComplete(written -> routing.response().reset()));
            router.route("/kit-test/received/read").order(BEFORE_THE_KIT_READS).handler(BodyHandler.create(false));
            router.get("/kit-test/socket")
                    .handler(routing -> routing.request()
                            .toWebSocket()
                            .onSuccess(socket -> socket.textMessageHandler(socket::writeTextMessage)));
        }
    }

    @Inject
    Vertx vertx;

    @Inject
    ReceivedBytes received;

    @TestHTTPResource("/")
    URI service;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Test
    void aRequestWithoutBodyIsRoutedAnewOverHttp2() throws Exception {
        try (Http2 client = new Http2(service.getPort())) {
            Http2.Answer answer = client.get("/kit-test/rerouted/page");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("nothing");
        }
    }

    @Test
    void aBodyIsRoutedAnewOverHttp2() throws Exception {
        try (Http2 client = new Http2(service.getPort())) {
            Http2.Answer answer = client.post("/kit-test/rerouted/page", Map.of(), Buffer.buffer("12345"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("5");
        }
    }

    @Test
    void aBodyIsRoutedAnewOverHttp1() {
        given().contentType(ContentType.BINARY)
                .body(new byte[5])
                .post("/kit-test/rerouted/page")
                .then()
                .statusCode(200)
                .body(equalTo("5"));
    }

    @Test
    void aBodyThatAnExtensionHasReadReachesItsResource() {
        given().contentType(ContentType.BINARY)
                .body(new byte[5])
                .post("/kit-test/received/read")
                .then()
                .statusCode(200)
                .body(equalTo("5"));
    }

    @Test
    void aRequestThatIsRoutedAnewIsCountedOnceAndKeepsItsId() {
        given().get("/kit-test/unavailable/page")
                .then()
                .statusCode(451)
                .header(RequestId.HEADER, not(emptyOrNullString()));

        String series = "http_requests_total{status=\"451\"";
        Await.until(series, () -> value(series) > 0);
        assertThat(value(series)).isEqualTo(1);
    }

    /** Quarkus REST breaks off a stream that fails; here with a body that has its share of the room for large ones. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Transfer-Encoding: chunked\r\n"})
    void aRequestWhoseAnswerIsBrokenOffLeavesNothingBehind(String chunked) throws Exception {
        byte[] large = new byte[(int) ReceivedBytes.SMALL + 1];
        String framing = chunked.isEmpty() ? "Content-Length: " + large.length + "\r\n" : chunked;
        String body = new String(large, StandardCharsets.US_ASCII);
        RawHttp.send(
                service.getPort(),
                "POST /kit-test/broken-off HTTP/1.1\r\nHost: x\r\n" + framing + "\r\n"
                        + (chunked.isEmpty()
                                ? body
                                : Integer.toHexString(large.length) + "\r\n" + body + "\r\n0\r\n\r\n"));

        Await.until("nothing in flight", () -> value("http_requests_in_flight") == 0);
        Await.until("nothing reserved", () -> received.reserved() == 0);
        assertThat(value("http_requests_total{status=\"cancelled\"")).isPositive();
    }

    @Test
    void aWebSocketIsNotInFlightForEver() throws Exception {
        WebSocket socket =
                Http2.await(vertx.createWebSocketClient().connect(service.getPort(), "localhost", "/kit-test/socket"));
        Http2.await(socket.close());

        Await.until("nothing in flight", () -> value("http_requests_in_flight") == 0);
    }

    private double value(String series) {
        return Scrape.of(metrics).value(series);
    }
}
