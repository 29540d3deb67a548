package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Test;

/** The console of the packaged program. */
@QuarkusIntegrationTest
class ConsoleIT {

    @Test
    void servesItsPageWithoutSwitches() {
        given().get(PackagedProgram.management("/console"))
                .then()
                .statusCode(200)
                .body(containsString("What happened"))
                .body(not(containsString("<button")));
    }

    @Test
    void tellsTheCallsOfEachEndpoint() {
        given().get(PackagedProgram.management("/console/state"))
                .then()
                .statusCode(200)
                .body("endpoints.endpoint", hasItems("count", "uppercase"));
    }
}
