package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
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

    /** The example asks for none; another endpoint of the service may. */
    @Test
    void namesTokensOnlyWhereAnEndpointAsksForThem() {
        JsonPath contract = given().accept("application/json").get("/q/openapi").jsonPath();
        Map<String, Map<String, Map<String, Object>>> paths = contract.getMap("paths");
        boolean asked = paths.values().stream()
                .flatMap(path -> path.values().stream())
                .anyMatch(operation -> operation.containsKey("security"));

        assertThat(contract.getMap("components").containsKey("securitySchemes")).isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/swagger-ui", "/q/dev-ui"})
    void bringsNoPagesOfDevelopment(String path) {
        given().get(path).then().statusCode(404);
    }
}
