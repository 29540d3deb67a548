package org.acme.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.acme.kit.discovery.Await;
import org.acme.kit.telemetry.Scrape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service adds to the end of its answers keeps nothing of the kit in use. */
@QuarkusTest
@TestProfile(ReceivingTest.Tight.class)
class EndHandlersTest {

    @ApplicationScoped
    static class Routes {

        private static final int BEFORE_THE_KIT_READS = -10;

        void register(@Observes Router router) {
            router.route("/kit-test/ends/throws").handler(routing -> {
                routing.addEndHandler(ended -> {
                    throw new IllegalStateException("an end handler of the service");
                });
                // Not within a handler of the router, which would answer again.
                routing.vertx().runOnContext(later -> routing.end("ended"));
            });
            router.route("/kit-test/ends/gone").order(BEFORE_THE_KIT_READS).handler(routing -> {
                routing.response().closeHandler(gone -> {
                    routing.next();
                    GONE.complete(null);
                });
            });
            router.route("/kit-test/ends/replaces").handler(routing -> {
                routing.response().endHandler(ended -> {});
                routing.end("ended");
            });
        }
    }

    private static final CompletableFuture<Void> GONE = new CompletableFuture<>();
    private static final int MORE_THAN_THE_LIMIT = 20;

    @Inject
    ReceivedBytes received;

    @TestHTTPResource("/")
    URI service;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @ParameterizedTest
    @ValueSource(strings = {"throws", "replaces"})
    void aRequestIsNotInFlightAnyMore(String what) throws Exception {
        try (Socket caller =
                RawHttp.open(service.getPort(), "GET /kit-test/ends/" + what + " HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertThat(RawHttp.status(caller)).isEqualTo(200);

            Await.until("nothing in flight", () -> inFlight() == 0);
        }
    }

    /** The next head is waited for as after any answer. */
    @ParameterizedTest
    @ValueSource(strings = {"throws", "replaces"})
    void theNextHeadHasItsTime(String what) throws Exception {
        try (Socket caller =
                RawHttp.open(service.getPort(), "GET /kit-test/ends/" + what + " HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertThat(RawHttp.status(caller)).isEqualTo(200);

            caller.getOutputStream().write("GET /rec".getBytes(StandardCharsets.ISO_8859_1));

            assertThat(new String(caller.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .endsWith("ended");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"throws", "replaces"})
    void aStreamLeavesItsPlace(String what) throws Exception {
        try (Http2 client = new Http2(service.getPort())) {
            for (int call = 0; call < MORE_THAN_THE_LIMIT; call++) {
                assertThat(client.get("/kit-test/ends/" + what).status()).isEqualTo(200);
            }
        }
    }

    /** A caller that leaves while its token is checked, for example. */
    @Test
    void aStreamThatEndsBeforeItsBodyIsReadReservesNothing() throws Exception {
        try (Http2 client = new Http2(service.getPort())) {
            HttpClientRequest request = client.begin("/kit-test/ends/gone", Map.of("content-length", "100000"));
            request.write("begun").onComplete(begun -> request.reset());

            assertThat(GONE).succeedsWithin(Await.PATIENCE);
            assertThat(received.reserved()).isZero();
        }
    }

    private double inFlight() {
        return Scrape.of(metrics).value("http_requests_in_flight");
    }
}
