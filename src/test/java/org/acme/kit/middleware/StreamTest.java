package org.acme.kit.middleware;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.error.Unavailable;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;

/** A stream is one call, from its opening to its last item. Its limit is 1. */
@QuarkusTest
class StreamTest {

    record Topic(@Size(max = 9) String name) {}

    @ServerEndpoint
    static class KitFeedEndpoint implements Endpoint<Topic, Multi<String>> {

        static volatile CompletableFuture<Void> cancelled = new CompletableFuture<>();

        private final Deadlines deadlines;

        KitFeedEndpoint(Deadlines deadlines) {
            this.deadlines = deadlines;
        }

        @Override
        public Multi<String> call(Topic topic) {
            return switch (topic.name()) {
                case "none" -> Multi.createFrom().failure(new BusinessFailure("no-topic", "No topic", 404, "None."));
                case "broken" ->
                    Multi.createFrom()
                            .items("a")
                            .onCompletion()
                            .failWith(() -> new IllegalStateException("out of paper"));
                case "endless" ->
                    Multi.createFrom().emitter((Consumer<MultiEmitter<? super String>>)
                            items -> items.emit("a").onTermination(() -> cancelled.complete(null)));
                case "late" ->
                    Multi.createFrom()
                            .item(() -> Long.toString(deadlines.current().millis()));
                default -> Multi.createFrom().items("a", "b", "c");
            };
        }
    }

    @Path("/kit-test/feed")
    static class Resource {

        private final KitFeedEndpoint feed;

        Resource(KitFeedEndpoint feed) {
            this.feed = feed;
        }

        @GET
        @Path("/events")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public Multi<String> events(@RestQuery String topic) {
            return feed.call(new Topic(topic));
        }

        @GET
        @Path("/list")
        @Produces(MediaType.APPLICATION_JSON)
        public Multi<String> list(@RestQuery String topic) {
            return feed.call(new Topic(topic));
        }
    }

    @Inject
    KitFeedEndpoint feed;

    @Inject
    MeterRegistry metrics;

    @TestHTTPResource
    URI service;

    @Test
    void isCountedLoggedAndMeasuredWithItsItems() {
        double calls = calls("ok");
        double items = metrics.counter("endpoint.items", "endpoint", "kit-feed").count();
        try (LogLines log = new LogLines("endpoint")) {
            assertThat(events("abc", 200)).containsSubsequence("data:a", "data:b", "data:c");

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .matches("INFO endpoint=kit-feed outcome=ok ms=.* items=3");
        }
        assertThat(calls("ok") - calls).isEqualTo(1);
        assertThat(metrics.counter("endpoint.items", "endpoint", "kit-feed").count() - items)
                .isEqualTo(3);
    }

    @Test
    void isRefusedWithAProblemBeforeItsFirstByte() {
        for (String as : List.of("events", "list")) {
            given().get("/kit-test/feed/" + as + "?topic=none")
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:problem-type:no-topic"));
            given().get("/kit-test/feed/" + as + "?topic=much-too-long").then().statusCode(422);
        }
    }

    @Test
    void countsAgainstTheLimitUntilItEnds() {
        var open = feed.call(new Topic("endless")).subscribe().with(item -> {});

        given().get("/kit-test/feed/events?topic=abc")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .contentType("application/problem+json");
        assertThatThrownBy(() -> feed.call(new Topic("abc"))).isInstanceOf(Unavailable.class);
        open.cancel();
        events("abc", 200);
    }

    @Test
    void failsInTheMiddleWithOneLineAndOneCount() {
        double before = calls("fault");
        try (LogLines log = new LogLines("endpoint")) {
            feed.call(new Topic("broken")).subscribe().with(item -> {}, failure -> {});

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .matches("WARN endpoint=kit-feed outcome=fault ms=.* items=1 cause=IllegalStateException");
        }
        assertThat(calls("fault") - before).isEqualTo(1);
    }

    @Test
    void isCancelledWhenItsCallerDisconnects() throws Exception {
        KitFeedEndpoint.cancelled = new CompletableFuture<>();
        try (Socket caller = new Socket(service.getHost(), service.getPort())) {
            caller.getOutputStream()
                    .write("GET /kit-test/feed/events?topic=endless HTTP/1.1\r\nHost: x\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(caller.getInputStream().read()).isEqualTo('H');
        }

        KitFeedEndpoint.cancelled.get(60, TimeUnit.SECONDS);
        events("abc", 200);
    }

    /** Each call that it makes has the default, however long the stream has been open. */
    @Test
    void hasNoDeadline() {
        assertThat(events("late", 200)).containsAnyOf("data:10000", "data:9999");
    }

    private double calls(String outcome) {
        return metrics.get("endpoint.calls")
                .tags("endpoint", "kit-feed", "outcome", outcome)
                .timer()
                .count();
    }

    /** The slot of a stream that was open just before is free when that has ended. */
    private static String events(String topic, int status) {
        while (true) {
            var response = given().get("/kit-test/feed/events?topic=" + topic);
            if (response.statusCode() != 503) {
                return response.then().statusCode(status).extract().asString();
            }
        }
    }
}
