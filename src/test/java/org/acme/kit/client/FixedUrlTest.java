package org.acme.kit.client;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;

/** A client of a server that has a URL and no entry in DNS of ours, as the recipes have it. */
@QuarkusTest
@TestProfile(NewClients.class)
class FixedUrlTest {

    record Rate(int percent, String id) {}

    @ClientEndpoint
    @RegisterRestClient(configKey = "kit-tax")
    interface KitTax {

        @GET
        @Path("/rate")
        Uni<Rate> rate();
    }

    @Path("/kit-test/tax")
    static class TaxResource {

        private final KitTax tax;

        TaxResource(@RestClient KitTax tax) {
            this.tax = tax;
        }

        @GET
        public Uni<Rate> kitRate() {
            return tax.rate();
        }
    }

    @Test
    void isCalledWithTheIdOfTheRequest() {
        given().header("X-Request-Id", "r-1")
                .get("/kit-test/tax")
                .then()
                .statusCode(200)
                .body("percent", equalTo(19))
                .body("id", equalTo("r-1"));
    }
}
