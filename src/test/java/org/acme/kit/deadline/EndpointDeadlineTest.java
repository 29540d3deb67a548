package org.acme.kit.deadline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.junit.jupiter.api.Test;

/** In the tests' configuration the report has 60 s, the glance 50 ms; the default is 10 s. */
@QuarkusTest
class EndpointDeadlineTest {

    @ServerEndpoint
    static class KitReportEndpoint implements Endpoint<Void, Uni<String>> {

        private final Deadlines deadlines;

        KitReportEndpoint(Deadlines deadlines) {
            this.deadlines = deadlines;
        }

        @Override
        public Uni<String> call(Void nothing) {
            return Uni.createFrom().item(() -> Long.toString(deadlines.current().millis()));
        }
    }

    @ServerEndpoint
    static class KitGlanceEndpoint implements Endpoint<Void, Uni<String>> {
        @Override
        public Uni<String> call(Void nothing) {
            return Uni.createFrom().nothing();
        }
    }

    /** Has no deadline of its own and calls one that has more. */
    @ServerEndpoint
    static class KitOuterEndpoint implements Endpoint<Void, Uni<String>> {

        private final KitReportEndpoint report;

        KitOuterEndpoint(KitReportEndpoint report) {
            this.report = report;
        }

        @Override
        public Uni<String> call(Void nothing) {
            return report.call(null);
        }
    }

    /** Comes back when its time is up. */
    @ServerEndpoint
    static class KitLateEndpoint implements Endpoint<Void, String> {

        private final Deadlines deadlines;

        KitLateEndpoint(Deadlines deadlines) {
            this.deadlines = deadlines;
        }

        @Override
        public String call(Void nothing) {
            while (!deadlines.current().isSpent()) {
                Thread.onSpinWait();
            }
            long end = System.nanoTime() + 2_000_000; // the last millisecond
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return "too late";
        }
    }

    @Path("/kit-test/deadline")
    static class Resource {

        private final KitReportEndpoint report;
        private final KitGlanceEndpoint glance;
        private final KitOuterEndpoint outer;
        private final KitLateEndpoint late;

        Resource(KitReportEndpoint report, KitGlanceEndpoint glance, KitOuterEndpoint outer, KitLateEndpoint late) {
            this.report = report;
            this.glance = glance;
            this.outer = outer;
            this.late = late;
        }

        @GET
        @Path("/report")
        public Uni<String> report() {
            return report.call(null);
        }

        @GET
        @Path("/glance")
        public Uni<String> glance() {
            return glance.call(null);
        }

        @GET
        @Path("/outer")
        public Uni<String> outer() {
            return outer.call(null);
        }

        @GET
        @Path("/late")
        @Blocking
        public String late() {
            return late.call(null);
        }
    }

    @Inject
    Deadlines deadlines;

    @Test
    void mayBeLongerThanTheDefault() {
        assertThat(left("report", null)).isBetween(15_000, 60_000);
    }

    @Test
    void mayBeShorterThanTheDefault() {
        given().get("/kit-test/deadline/glance").then().statusCode(504);
    }

    @Test
    void isNeverLongerThanTheCallers() {
        assertThat(left("report", "15000")).isBetween(1, 15_000);
    }

    @Test
    void isNoLongerThanThatOfTheEndpointAround() {
        assertThat(left("outer", null)).isBetween(1, 10_000);
    }

    @Test
    void isOverForABlockingEndpointThatReturnsTooLate() {
        given().header("x-envoy-expected-rq-timeout-ms", "200")
                .get("/kit-test/deadline/late")
                .then()
                .statusCode(504)
                .contentType("application/problem+json")
                .body("status", equalTo(504));
    }

    @Test
    void isThatOfEachCallWhereThereIsNoRequest() {
        assertThat(deadlines.current().millis()).isBetween(1L, 10_000L);
        assertThat(deadlines.of("kit-report")).hasSeconds(60);
    }

    private static int left(String path, String sent) {
        var request = sent == null ? given() : given().header("x-envoy-expected-rq-timeout-ms", sent);
        return Integer.parseInt(request.get("/kit-test/deadline/" + path)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }
}
