package org.acme.kit.error;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProblemMapperTest {

    @ParameterizedTest(name = "{0} {1} of {2} {3} is a problem {4}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "POST | /probe/echo        | application/json | {\"s\":        | 400 | about:blank",
                "POST | /probe/echo        | application/json | {\"s\":[1]}    | 400 | about:blank",
                "POST | /probe/echo        | application/json | [              | 400 | about:blank",
                "POST | /probe/echo        | application/json | null           | 400 | urn:problem-type:missing-body",
                "POST | /probe/echo        | application/json | -              | 400 | urn:problem-type:missing-body",
                "POST | /probe/echo        | text/plain       | hello          | 415 | about:blank",
                "DELETE | /probe/echo      | -                | -              | 405 | about:blank",
                "GET  | /probe/nowhere     | -                | -              | 404 | about:blank",
                "GET  | /probe/business    | -                | -              | 409 | urn:problem-type:taken",
                "GET  | /probe/later/business    | -          | -              | 409 | urn:problem-type:taken",
                "GET  | /probe/unavailable | -                | -              | 503 | about:blank",
                "GET  | /probe/later/unavailable | -          | -              | 503 | about:blank",
                "GET  | /probe/secret      | -                | -              | 500 | about:blank",
                "GET  | /probe/later/secret | -               | -              | 500 | about:blank",
                "GET  | /probe/unwritable  | -                | -              | 500 | about:blank",
            })
    void describes(String method, String path, String mediaType, String body, int status, String type) {
        var request = given();
        if (mediaType != null) {
            request.contentType(mediaType);
        }
        Response response = (body == null ? request : request.body(body)).request(method, path);

        isProblem(response.then(), status, path)
                .body("type", equalTo(type))
                .body("requestId", equalTo(response.header("X-Request-Id")));
        assertThat(response.asString())
                .doesNotContain("org.acme", "Exception", "10.9.8.7", "\tat ")
                .as("nothing internal");
    }

    @Test
    void refusesAMediaTypeItCannotWrite() {
        isProblem(given().accept("text/html").get("/probe/text").then(), 406, "/probe/text");
    }

    @Test
    void saysWhenToAskAgain() {
        given().get("/probe/unavailable").then().statusCode(503).header("Retry-After", equalTo("7"));
    }

    @Test
    void tellsTheDetailOfWhatIsUnavailable() {
        given().get("/probe/unavailable").then().body("detail", equalTo("Not now."));
    }

    @Test
    void leavesARedirectAlone() {
        given().redirects()
                .follow(false)
                .get("/probe/moved")
                .then()
                .statusCode(303)
                .header("Location", org.hamcrest.Matchers.endsWith("/probe/text"));
    }

    private static ValidatableResponse isProblem(ValidatableResponse response, int status, String path) {
        return response.statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .body("status", equalTo(status))
                .body("title", org.hamcrest.Matchers.not(org.hamcrest.Matchers.blankOrNullString()))
                .body("instance", equalTo(path));
    }
}
