package org.acme.kit.error;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import org.acme.kit.http.RawHttp;
import org.acme.kit.middleware.LogLines;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of the error contract: what each failure is to the caller, wherever it is thrown. */
@QuarkusTest
class ProblemMapperTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "business,         409, urn:problem-type:taken,",
        "peer-refused,     409, urn:problem-type:taken,",
        "wrapped,          409, urn:problem-type:taken,",
        "wrapped-by-pool,  409, urn:problem-type:taken,",
        "wrapped-by-proxy, 409, urn:problem-type:taken,",
        "wrapped-with-others, 409, urn:problem-type:taken,",
        "stale,            409, urn:problem-type:kit-stale,",
        "constraint,       500, about:blank,",
        "file-json,        500, about:blank,",
        "file-other-json,  500, about:blank,",
        "key-server,       503, about:blank, 7",
        "not-found,        404, about:blank,",
        "forbidden,        403, about:blank,",
        "unauthorized,     401, about:blank,",
        "unauthenticated,  401, about:blank,",
        "wrapped-unauthorized, 401, about:blank,",
        "rate,             429, about:blank, 1",
        "rate-known,       429, about:blank, 3",
        "bug,              500, about:blank,",
        "unprintable,      500, about:blank,",
        "checked,          500, about:blank,",
        "file,             500, about:blank,",
        "stack,            500, about:blank,",
        "class,            500, about:blank,",
        "wrapped-nothing,  500, about:blank,",
        "http-500,         500, about:blank,",
        "peer-nonsense,    500, about:blank,",
        "peer,             502, about:blank,",
        "unavailable,      503, about:blank, 7",
        "peer-unreachable, 503, about:blank, 1",
        "http-503,         503, about:blank, 9",
        "bulkhead,         503, about:blank, 1",
        "pool,             503, about:blank, 1",
        "circuit,          503, about:blank, 5",
        "timeout,          504, about:blank,",
        "ft-timeout,       504, about:blank,",
        "mutiny-timeout,   504, about:blank,",
    })
    void tells(String failure, int status, String type, @Nullable String retryAfter) {
        for (String endpoint : new String[] {"now", "blocking", "later"}) {
            String path = "/kit-test/probe/" + endpoint + "/" + failure;
            Response response = given().get(path);

            isProblem(response, status).body("type", equalTo(type)).body("instance", equalTo(path));
            assertThat(response.header("Retry-After")).as(path).isEqualTo(retryAfter);
            assertThat(response.headers().getValues("WWW-Authenticate"))
                    .as(path)
                    .hasSize(status == 401 ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"business, 409", "unavailable, 503", "bug, 500", "stack, 500", "unauthorized, 401"})
    void tellsWhatFailsBeforeTheResource(String failure, int status) {
        isProblem(given().header("Fail-Before", failure).get("/kit-test/probe/filtered"), status);
    }

    @ParameterizedTest
    @CsvSource({
        "business, 409",
        "unavailable, 503",
        "bug, 500",
        "stack, 500",
        "forbidden, 403",
        "unauthorized, 401",
        "unauthenticated, 401"
    })
    void tellsWhatFailsAfterTheResource(String failure, int status) {
        isProblem(given().header("Fail-After", failure).get("/kit-test/probe/filtered"), status);
    }

    @ParameterizedTest
    @CsvSource({"business, 409", "unavailable, 503", "not-found, 404", "bug, 404", "unprintable, 404"})
    void tellsWhatFailsWhileAPartOfThePathIsRead(String failure, int status) {
        isProblem(given().get("/kit-test/probe/converted/" + failure), status);
    }

    @Test
    void tellsOfAnAnswerThatCannotBeWrittenInsteadOfHalfOfIt() {
        isProblem(given().get("/kit-test/probe/unwritable"), 500);
    }

    @Test
    void endsAnAnswerThatFailsHalfWaySoThatItIsSeen() throws IOException {
        String answer = RawHttp.send(
                RestAssured.port, "GET /kit-test/probe/half HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).contains("half").doesNotEndWith("0\r\n\r\n").doesNotContain(Failing.SECRET);
    }

    @Test
    void readsALargeBodyOnTheEventLoop() {
        given().contentType("text/plain")
                .body("x".repeat(500_000))
                .post("/kit-test/probe/thread")
                .then()
                .statusCode(200)
                .body(equalTo("event loop"));
    }

    @Test
    void tellsTheDetailOfWhatIsUnavailable() {
        isProblem(given().get("/kit-test/probe/now/unavailable"), 503).body("detail", equalTo("Not now."));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 418, 503})
    void completesAnEmptyAnswerOfAResource(int status) {
        isProblem(given().get("/kit-test/probe/status/" + status), status);
    }

    @Test
    void leavesToAResourceWhatItSaysItself() {
        given().get("/kit-test/probe/own-words").then().statusCode(409).body(equalTo("own words"));
    }

    @Test
    void leavesARedirectAlone() {
        given().redirects()
                .follow(false)
                .get("/kit-test/probe/now/moved")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/kit-test/probe/text"));
    }

    @Test
    void namesTheMethodsOfAPath() {
        isProblem(given().delete("/kit-test/probe/text"), 405).header("Allow", equalTo("GET, HEAD, OPTIONS"));
        isProblem(given().get("/kit-test/probe/echo"), 405).header("Allow", equalTo("OPTIONS, POST"));
    }

    @Test
    void looksAtNoTokenWhereNoneIsNeeded() {
        given().header("Authorization", "Bearer x.y.z")
                .get("/kit-test/probe/text")
                .then()
                .statusCode(200);
    }

    @Test
    void logsBugsWithTheirCauseAndRefusalsNotAtAll() {
        try (LogLines log = new LogLines("problem")) {
            given().get("/kit-test/probe/now/business");
            given().get("/kit-test/probe/now/bulkhead");
            given().get("/kit-test/probe/now/bug");

            assertThat(log.lines()).containsExactly("WARN Answered 503: " + Failing.SECRET, "ERROR Unexpected fault");
        }
    }

    @Test
    void leavesABodyThatIsNoneOutOfTheLog() throws IOException {
        try (LogLines log = new LogLines("problem")) {
            RawHttp.send(
                    RestAssured.port,
                    "POST /kit-test/probe/thread HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");

            assertThat(log.lines()).isEmpty();
        }
    }
}
