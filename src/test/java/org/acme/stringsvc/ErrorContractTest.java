// kit:file: proves the kit through the example
package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service answers to requests that it cannot use, the same in the packaged program. */
@QuarkusTest
class ErrorContractTest {

    @ParameterizedTest(name = "{0} {1} of {2} accepting {3} is {5}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "GET     | /nowhere     | -                | -         | -           | 404 | -",
                "GET     | /nowhere     | -                | text/html | -           | 404 | -",
                "GET     | /q/nowhere   | -                | -         | -           | 404 | -",
                "GET     | /count       | -                | -         | -           | 405 | OPTIONS, POST",
                "PUT     | /count       | application/json | -         | {}          | 405 | OPTIONS, POST",
                "TRACE   | /count       | -                | -         | -           | 405 | OPTIONS, POST",
                "BREW    | /count       | -                | -         | -           | 405 | OPTIONS, POST",
                "POST    | /count       | text/plain       | -         | hello       | 415 | -",
                "POST    | /count       | nonsense         | -         | {\"s\":\"a\"} | 415 | -",
                "POST    | /count       | application/json | text/html | {\"s\":\"a\"} | 406 | -",
                "POST    | /count       | application/json | ///       | {\"s\":\"a\"} | 406 | -",
            })
    void refuses(String method, String path, String type, String accept, String body, int status, String allow) {
        var request = given();
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (accept != null) {
            request.header("Accept", accept);
        }
        Response response = (body == null ? request : request.body(body.getBytes())).request(method, path);

        isProblem(response, status).body("type", equalTo("about:blank")).body("instance", equalTo(path));
        assertThat(response.header("Allow")).isEqualTo(allow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"s\":",
                "[",
                "{\"s\":NaN}",
                "{'s':'a'}",
                "{\"s\":\"a\"} {}",
                "{\"s\":\"a\"} x",
                "{\"s\":\"a\",\"s\":\"b\"}",
                "nonsense",
            })
    void refusesWhatIsNoJson(String body) {
        isProblem(post("/count", body), 400).body("type", equalTo("about:blank"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"s\":1}        | #/s",
                "{\"s\":1.5}      | #/s",
                "{\"s\":true}     | #/s",
                "{\"s\":[\"a\"]}  | #/s",
                "{\"s\":{}}       | #/s",
                "[]               | #",
                "\"text\"         | #",
                "17               | #",
            })
    void pointsAtAValueOfAnotherType(String body, String pointer) {
        isProblem(post("/count", body), 400).body("errors.pointer", equalTo(List.of(pointer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null"})
    void asksForABody(String body) {
        isProblem(post("/count", body), 400).body("type", equalTo("urn:problem-type:missing-body"));
    }

    @Test
    void passesOverNamesItDoesNotKnow() {
        post("/count", "{\"s\":\"abc\",\"t\":{\"u\":[1]}}")
                .then()
                .statusCode(200)
                .body("v", equalTo(3));
    }

    @Test
    void refusesJsonThatIsTooDeepOrTooLongInOnePlace() {
        isProblem(post("/count", "{\"x\":" + "[".repeat(2_000)), 400);
        isProblem(post("/count", "{\"x\":" + "{\"x\":".repeat(2_000)), 400);
        isProblem(post("/count", "{\"x\":" + "1".repeat(100_000) + "}"), 400);
        isProblem(post("/count", "{\"" + "n".repeat(100_000) + "\":1}"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7B2273223A22FF227D", "7B2273223A22EDA080227D", "0000FEFF110000007B"})
    void refusesWhatIsNoUnicode(String octets) {
        isProblem(post("/count", java.util.HexFormat.of().parseHex(octets)), 400);
    }

    /** A known limit: RFC 3629, section 3, forbids to decode C0 80, but Jackson's parser does, as U+0000. */
    @Test
    void takesAnOverlongFormForItsCharacter() {
        post("/count", java.util.HexFormat.of().parseHex("7B2273223A22C080227D"))
                .then()
                .statusCode(200)
                .body("v", equalTo(1));
    }

    @Test
    void tellsAConstraintFromABusinessFailure() {
        isProblem(post("/uppercase", "{\"s\":\"" + "x".repeat(10_001) + "\"}"), 422)
                .body("type", equalTo("urn:problem-type:invalid-request"))
                .body("errors.pointer", equalTo(List.of("#/s")))
                .body("errors.detail", equalTo(List.of("size must be between 0 and 10000")));
        isProblem(post("/uppercase", "{\"s\":\"\"}"), 422).body("type", equalTo("urn:problem-type:empty-string"));
    }

    private static Response post(String path, Object body) {
        var request = given().contentType(ContentType.JSON);
        return (body instanceof byte[] octets ? request.body(octets) : request.body((String) body)).post(path);
    }
}
