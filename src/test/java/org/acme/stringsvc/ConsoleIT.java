package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import java.util.List;
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

    /** What makes peers sick is for dev mode. */
    @Test
    void hasNoLaboratory() {
        given().get(PackagedProgram.management("/console")).then().body(not(containsString("laboratory")));
        for (String path : List.of("", "/contract", "/reset", ".js", ".css")) {
            String laboratory = PackagedProgram.management("/console/laboratory" + path);
            given().get(laboratory).then().statusCode(404);
            given().contentType(ContentType.JSON)
                    .body("{}")
                    .post(laboratory)
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void tellsTheCallsOfEachEndpoint() {
        given().get(PackagedProgram.management("/console/state"))
                .then()
                .statusCode(200)
                .body("endpoints.endpoint", hasItems("count", "uppercase"));
    }
}
