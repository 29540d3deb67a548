package org.acme.kit.error;

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

/** What is wrong with a body is said where it is read. */
@QuarkusTest
class RequestBodyTest {

    @Test
    void readsWhatNobodyRejects() {
        picky("[{\"s\":\"fine\"}]").then().statusCode(200).body(equalTo("fine"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"s\":\"wrong\"}]                                        | #/0",
                "[{\"s\":\"missing\"}]                                      | #/0",
                "[{\"s\":\"x\",\"others\":[{\"s\":\"x\"},{\"s\":\"wrong\"}]}] | #/0/others/1",
            })
    void pointsAtAValueThatAConstructorRejects(String body, String pointer) {
        Response answer = picky(body);

        isProblem(answer, 400)
                .body("errors.pointer", equalTo(List.of(pointer)))
                .body("errors.detail", equalTo(List.of("is not a value that is allowed here")));
        assertThat(answer.asString()).doesNotContain(Failing.SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"s\":\"refused\"}]", "[{\"s\":\"x\",\"others\":[{\"s\":\"refused\"}]}]"})
    void passesTheRefusalOfAConstructorOn(String body) {
        isProblem(picky(body), 409).body("type", equalTo("urn:problem-type:taken"));
    }

    @Test
    void passesAFaultOfAConstructorOn() {
        isProblem(picky("[{\"s\":\"unavailable\"}]"), 503).header("Retry-After", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "gzip, identity", "nonsense"})
    void refusesAContentCodingThatNobodyDecodes(String coding) {
        isProblem(send(coding, "{\"s\":\"x\"}"), 415).header("Accept-Encoding", equalTo("identity"));
        isProblem(
                        given().header("Content-Encoding", coding)
                                .formParam("name", "x")
                                .post("/kit-test/probe/form"),
                        415)
                .header("Accept-Encoding", equalTo("identity"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", ""})
    void takesABodyWithoutACoding(String coding) {
        send(coding, "{\"s\":\"x\"}").then().statusCode(200);
    }

    private static Response picky(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/kit-test/probe/picky");
    }

    private static Response send(String coding, String body) {
        return given().header("Content-Type", "application/json")
                .header("Content-Encoding", coding)
                .body(body.getBytes())
                .post("/kit-test/probe/echo");
    }
}
