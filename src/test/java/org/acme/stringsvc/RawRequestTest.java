// kit:file: proves the kit through the example
package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import org.acme.kit.http.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service answers to requests that no client sends, octet by octet; the same in the packaged program. */
@QuarkusTest
class RawRequestTest {

    private static final int LIMIT = 1024 * 1024;

    @Test
    void readsABodyUpToTheLimitHoweverItIsSent() throws IOException {
        String body = "{\"s\":\"" + "x".repeat(LIMIT - 8) + "\"}";

        given().contentType(ContentType.JSON)
                .body(body)
                .post("/count")
                .then()
                .statusCode(200)
                .body("v", equalTo(LIMIT - 8));
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
