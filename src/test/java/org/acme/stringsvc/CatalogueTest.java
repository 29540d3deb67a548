package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URL;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CatalogueTest {

    @TestHTTPResource(value = "/endpoints", management = true)
    URL endpoints;

    @Test
    void listsTheEndpointsWithTheirTypes() {
        catalogue()
                .body("find { it.name == 'uppercase' }.request", equalTo("UppercaseRequest"))
                .body("find { it.name == 'uppercase' }.response", equalTo("Uni<UppercaseResponse>"))
                .body("find { it.name == 'count' }.request", equalTo("CountRequest"))
                .body("find { it.name == 'count' }.response", equalTo("CountResponse"));
    }

    @Test
    void listsTheChainOfEachFromTheOutsideIn() {
        catalogue()
                .body(
                        "find { it.name == 'uppercase' }.chain",
                        contains("Observed", "Limited", "WithinDeadline", "Validated"));
    }

    String address() {
        return endpoints.toString();
    }

    private ValidatableResponse catalogue() {
        return given().get(address()).then().statusCode(200);
    }
}
