package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the production program; ContractTest proves what it says. */
@QuarkusIntegrationTest
class ContractIT {

    @ParameterizedTest
    @ValueSource(strings = {"/uppercase", "/count"})
    void holdsTheOperationsAndTheirProblems(String path) {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .rootPath("paths.'" + path + "'.post.responses")
                .body("", hasKey("200"))
                .body("'4XX'.'$ref'", equalTo("#/components/responses/Problem"))
                .body("'5XX'.'$ref'", equalTo("#/components/responses/Problem"));
    }

    @Test
    void namesNoTokensWhereNoEndpointAsksForThem() {
        given().accept("application/json").get("/q/openapi").then().body("components.securitySchemes", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/swagger-ui", "/q/dev-ui"})
    void bringsNoPagesOfDevelopment(String path) {
        given().get(path).then().statusCode(404);
    }
}
