package org.acme.kit.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.kit.discovery.Await;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that arrive in one turn: here on one connection, and in one packet. */
@QuarkusTest
class CohortTest {

    @ApplicationScoped
    static class Routes {

        private static final int BEFORE_THE_KIT_READS = -10;

        void register(@Observes Router router) {
            router.route("/kit-test/cohort").order(BEFORE_THE_KIT_READS).handler(routing -> {
                routing.next();
                STEPS.add("received");
            });
            router.route("/kit-test/cohort").handler(routing -> {
                STEPS.add("worked on");
                routing.end();
                STEPS.add(answered() ? "answered" : "not answered yet");
            });
            router.route("/kit-test/cohort/end")
                    .handler(routing -> routing.request().endHandler(end -> routing.end("the end")));
            router.route("/kit-test/cohort/later/end")
                    .handler(routing ->
                            later(routing, () -> routing.request().endHandler(end -> routing.end("the end"))));
            router.route("/kit-test/cohort/later/piped")
                    .handler(routing -> later(routing, () -> {
                        routing.response().setChunked(true);
                        routing.request()
                                .pipe()
                                .endOnSuccess(false)
                                .to(routing.response())
                                .onSuccess(end -> routing.end("the end"));
                    }));
            router.route("/kit-test/cohort/paused").handler(routing -> {
                routing.request().pause();
                later(routing, () -> {
                    routing.request().endHandler(end -> routing.end("the end"));
                    routing.request().resume();
                });
            });
        }

        private static void later(RoutingContext routing, Runnable read) {
            routing.vertx().setTimer(20, later -> read.run());
        }

        /** Tells whether the caller has an answer. What is sent to a socket of this host can be read at once. */
        private static boolean answered() {
            try {
                Socket caller = CALLER.get();
                return caller != null && caller.getInputStream().available() > 0;
            } catch (IOException closed) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    private static final List<String> STEPS = new CopyOnWriteArrayList<>();
    private static final AtomicReference<Socket> CALLER = new AtomicReference<>();
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @TestHTTPResource("/")
    URI service;

    @BeforeEach
    void forget() {
        STEPS.clear();
        CALLER.set(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aRequestOverHttp1IsWorkedOnInALaterTaskAndAnsweredInAThird(String method) throws Exception {
        String body = method.equals("POST") ? "Content-Length: 4\r\n\r\nbody" : "\r\n";
        try (Socket caller = RawHttp.open(service.getPort(), "")) {
            CALLER.set(caller);

            caller.getOutputStream()
                    .write((method + " /kit-test/cohort HTTP/1.1\r\nHost: x\r\n" + body).getBytes(ISO_8859_1));

            assertThat(RawHttp.status(caller)).isEqualTo(200);
            assertThat(STEPS).containsExactly("received", "worked on", "not answered yet");
        }
    }

    @Test
    void requestsOverHttp2AreReceivedBeforeTheFirstIsWorkedOn() throws Exception {
        try (Socket caller = http2(head(1) + head(3) + head(5))) {
            Await.until("three answers", () -> count("worked on") == 3);

            assertThat(caller.isConnected()).isTrue();
            assertThat(STEPS).startsWith("received", "received", "received", "worked on");
        }
    }

    /** Else nobody would cancel what began after the end (CVE-2023-44487, rapid reset). */
    @Test
    void aRequestThatItsCallerResetsInTheSameTurnIsNotWorkedOn() throws Exception {
        try (Socket caller = http2(head(1) + reset(1) + head(3) + reset(3) + head(5))) {
            Await.until("an answer", () -> count("worked on") > 0);

            assertThat(caller.isConnected()).isTrue();
            assertThat(count("received")).isEqualTo(3);
            assertThat(count("worked on")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"end", "later/end", "later/piped", "paused"})
    void theEndOfARequestWithoutABodyReachesItsHandler(String handler) {
        given().get("/kit-test/cohort/" + handler).then().statusCode(200).body(equalTo("the end"));
    }

    @Test
    void answersOfPipelinedRequestsKeepTheirOrder() throws Exception {
        String pipelined = "GET /kit-test/cohort/paused HTTP/1.1\r\nHost: x\r\n\r\n"
                + "GET /kit-test/cohort HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        String answers = RawHttp.send(service.getPort(), pipelined);

        assertThat(List.of(answers.split(OK, -1)))
                .hasSize(3)
                .element(1)
                .asString()
                .endsWith("the end");
    }

    private static long count(String step) {
        return STEPS.stream().filter(step::equals).count();
    }

    /** Sends the preface, empty settings and these frames at once. */
    private Socket http2(String frames) throws IOException {
        return RawHttp.open(service.getPort(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0, "") + frames);
    }

    /** A whole request: GET, http, and as literals its path and authority (RFC 7541, appendix A). */
    private static String head(int stream) {
        String path = "/kit-test/cohort";
        return frame(1, 5, stream, "\u0082\u0086\u0004" + (char) path.length() + path + "\u0001\u0001x");
    }

    private static String reset(int stream) {
        return frame(3, 0, stream, "\0\0\0\u0008");
    }

    private static String frame(int type, int flags, int stream, String payload) {
        return "\0\0" + (char) payload.length() + (char) type + (char) flags + "\0\0\0" + (char) stream + payload;
    }
}
