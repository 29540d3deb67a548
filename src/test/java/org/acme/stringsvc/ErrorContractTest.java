// kit:file: proves the kit through the example
package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.List;
import org.acme.kit.http.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service answers to requests that it cannot use, the same in the packaged program. */
@QuarkusTest
class ErrorContractTest {

    private static final int LIMIT = 1024 * 1024;

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

    @Test
    void readsABodyUpToTheLimitHoweverItIsSent() throws IOException {
        String body = "{\"s\":\"" + "x".repeat(LIMIT - 8) + "\"}";

        post("/count", body).then().statusCode(200).body("v", equalTo(LIMIT - 8));
        assertThat(raw("Transfer-Encoding: chunked", Integer.toHexString(LIMIT) + "\r\n" + body + "\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void refusesABodyOverTheLimitWhateverItSaysOfItsLength() throws IOException {
        String large = Integer.toHexString(LIMIT + 1) + "\r\n" + "x".repeat(LIMIT + 1) + "\r\n0\r\n\r\n";

        isRawProblem(raw("Content-Length: " + (LIMIT + 1), ""), 413);
        isRawProblem(raw("Transfer-Encoding: chunked", large), 413);
    }

    /** Where a chunk should begin and does not, the connection has lost its thread; Netty closes it. */
    @Test
    void hangsUpOnChunksThatAreNone() throws IOException {
        assertThat(raw("Transfer-Encoding: chunked", "zz\r\n")).isEmpty();
    }

    @Test
    void takesARequestOfOldWithoutAHost() throws IOException {
        isRawProblem(RawHttp.send(RestAssured.port, "GET /nowhere HTTP/1.0\r\n\r\n"), 404);
        isRawProblem(RawHttp.send(RestAssured.port, "GET /nowhere HTTP/1.1\r\nConnection: close\r\n\r\n"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "nowhere", "//evil.test/x", "/../etc/passwd", "/%00", "/%FF"})
    void refusesAnOddPath(String path) throws IOException {
        isRawProblem(
                RawHttp.send(RestAssured.port, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                404);
    }

    /** Netty, or Quarkus where it checks what Netty passed, answers before there is a request. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /%zz HTTP/1.1                          | Host: x               | 400",
                "GET /count?s=%zz HTTP/1.1                  | Host: x               | 400",
                "nonsense                                   | Host: x               | 400",
                "GET / HTTP/1.1                             | Ho st: x              | 400",
                "POST /count HTTP/1.1                       | Content-Length: x     | 400",
                "POST /count HTTP/1.1                       | Content-Length: -1    | 400",
                "GET /LONG HTTP/1.1                         | Host: x               | 414",
                "GET / HTTP/1.1                             | X: LONG               | 431",
            })
    void saysNothingToWhatIsNoHttp(String line, String header, int status) throws IOException {
        String request = line + "\r\n" + header + "\r\nConnection: close\r\n\r\n";

        String answer = RawHttp.send(RestAssured.port, request.replace("LONG", "x".repeat(30_000)));

        assertThat(answer).containsPattern("^HTTP/\\d.\\d " + status + " ").endsWith("\r\n\r\n");
    }

    @Test
    void answersHeadWithoutABody() throws IOException {
        String answer =
                RawHttp.send(RestAssured.port, "HEAD /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 404 ")
                .contains("application/problem+json")
                .endsWith("\r\n\r\n");
    }

    private static Response post(String path, Object body) {
        var request = given().contentType(ContentType.JSON);
        return (body instanceof byte[] octets ? request.body(octets) : request.body((String) body)).post(path);
    }

    private static String raw(String header, String body) throws IOException {
        return RawHttp.send(
                RestAssured.port,
                "POST /count HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n" + header
                        + "\r\n\r\n" + body);
    }

    private static void isRawProblem(String answer, int status) {
        assertThat(answer)
                .containsPattern("^HTTP/\\d.\\d " + status + " ")
                .containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n")
                .containsIgnoringCase("\r\nX-Request-Id: ")
                .contains("\"status\":" + status)
                .contains("\"requestId\":\"")
                .doesNotContain("Exception", "evil.test/x\",\"//");
    }
}
