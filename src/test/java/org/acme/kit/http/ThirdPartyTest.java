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
class ThirdPartyTest {

    interface ThirdParty {
        @GET
        @Path("/kit-test/third-party")
        Uni<String> headers();
    }

    @Path("/kit-test/third-party")
    static class ThirdPartyResource {

        private final RoutingContext request;

        ThirdPartyResource(RoutingContext request) {
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
                    .build(ThirdParty.class)
                    .headers();
        }
    }

    @Test
    void getsNeitherTheIdNorTheTimeLeft() {
        given().header(RequestId.HEADER, "r1")
                .get("/kit-test/third-party/calls")
                .then()
                .statusCode(200)
                .body(containsString("host"))
                .body(not(containsString("x-request-id")))
                .body(not(containsString("x-envoy")));
    }
}
