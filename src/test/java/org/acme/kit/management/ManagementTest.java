package org.acme.kit.management;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ManagementTest {

    @TestHTTPResource(value = "/", management = true)
    URL management;

    @ParameterizedTest
    @ValueSource(strings = {"health/live", "health/ready", "health/started"})
    void answersTheProbes(String probe) {
        given().get(management + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void reportsDiscoveryAsInformation() {
        given().get(management + "health/well")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem("discovery"));
    }

    @Test
    void showsEveryOutcomeOfAnEndpointFromZero() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/kit-test/probe/echo")
                .then()
                .statusCode(200);

        given().get(management + "metrics")
                .then()
                .statusCode(200)
                .body(containsString("endpoint_calls_seconds_count{endpoint=\"kit-echo\",outcome=\"fault\"} 0.0"));
    }

    /** So that alerts can ask how many calls took longer. */
    @Test
    void countsCallsByTheTimeTheyTook() {
        given().contentType(ContentType.JSON).body("{}").post("/kit-test/probe/echo");
        String shown = given().get(management + "metrics").asString();
        assertThat(shown.lines()
                        .filter(line ->
                                line.startsWith("endpoint_calls_seconds_bucket{endpoint=\"kit-echo\",outcome=\"ok\""))
                        .map(line -> line.replaceAll(".*le=\"([^\"]+)\".*", "$1")))
                .containsExactly("0.005", "0.025", "0.1", "0.5", "2.0", "+Inf");
    }

    @Test
    void answersProblemsAsThePublicPortDoes() {
        isProblem(given().get(management + "nowhere"), 404).body("type", equalTo("about:blank"));
        isProblem(given().get(management + "discovery/nobody"), 404)
                .body("type", equalTo("urn:problem-type:unknown-service"))
                .body("detail", containsString("Known services: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoints", "discovery", "discovery/well", "console", "console/state"})
    void namesTheMethodsOfAPathThatCanOnlyBeRead(String path) {
        isProblem(given().post(management + path), 405).header("Allow", equalTo("GET, HEAD"));
        isProblem(given().delete(management + path), 405).header("Allow", equalTo("GET, HEAD"));
        given().head(management + path).then().statusCode(path.contains("/well") ? 404 : 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/metrics", "/health", "/metrics"})
    void keepsAllThatOffThePublicPort(String path) {
        given().get(path).then().statusCode(404);
    }
}
