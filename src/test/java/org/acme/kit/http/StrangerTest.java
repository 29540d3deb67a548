package org.acme.kit.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.Locale;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.junit.jupiter.api.Test;

/** A third party, called at a fixed URL. */
@QuarkusTest
class StrangerTest {

    interface Stranger {
        @GET
        @Path("/kit-test/stranger")
        Uni<String> headers();
    }

    @Path("/kit-test/stranger")
    static class StrangerResource {

        private final RoutingContext request;

        StrangerResource(RoutingContext request) {
            this.request = request;
        }

        @GET
        public Uni<String> headers() {
            return Uni.createFrom()
                    .item(request.request().headers().names().toString().toLowerCase(Locale.ROOT));
        }

        @GET
        @Path("/calls")
        public Uni<String> calls() {
            URI here = URI.create(
                    "http://127.0.0.1:" + request.request().localAddress().port());
            return RestClientBuilder.newBuilder()
                    .baseUri(here)
                    .build(Stranger.class)
                    .headers();
        }
    }

    @Test
    void isToldNeitherTheIdNorTheTimeLeft() {
        given().header(RequestId.HEADER, "r1")
                .get("/kit-test/stranger/calls")
                .then()
                .statusCode(200)
                .body(containsString("host"))
                .body(not(containsString("x-request-id")))
                .body(not(containsString("x-envoy")));
    }
}
