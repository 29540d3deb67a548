package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

/** The production program as it starts by default: no peers, no DNS. */
@QuarkusIntegrationTest
class StandAloneIT {

    private static final String WELLNESS = PackagedProgram.management("/health/well");

    @Test
    void makesUpperCaseHereAndTellsNoAddress() {
        given().contentType(ContentType.JSON)
                .body("{\"s\":\"hello\"}")
                .post("/uppercase")
                .then()
                .statusCode(200)
                .body("v", equalTo("HELLO"))
                .header("Served-By", nullValue());
    }

    @Test
    void refusesAnEmptyString() {
        given().contentType(ContentType.JSON)
                .body("{\"s\":\"\"}")
                .post("/uppercase")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:problem-type:empty-string"));
    }

    @Test
    void asksNoDns() {
        given().get(WELLNESS).then().statusCode(200).body(containsString("not asked for yet"));
    }
}
