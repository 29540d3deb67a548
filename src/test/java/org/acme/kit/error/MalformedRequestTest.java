package org.acme.kit.error;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.net.URL;
import org.acme.kit.http.RawHttp;
import org.acme.kit.middleware.LogLines;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read of a request is the caller's failure, wherever it is read, and no error in the log. */
@QuarkusTest
class MalformedRequestTest {

    private static final String PART = "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n";

    @Path("/kit-test/malformed")
    static class Resource {

        @GET
        @Path("/orders/{id}")
        public long order(@RestPath long id, @RestQuery String text) {
            return id;
        }

        @POST
        @Path("/form/now")
        @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
        @NonBlocking
        public String now(@RestForm String text) {
            return text;
        }

        @POST
        @Path("/form/blocking")
        @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
        @Blocking
        public String blocking(@RestForm String text) {
            return text;
        }

        @POST
        @Path("/map")
        @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
        public String map(MultivaluedMap<String, String> fields) {
            return fields.getFirst("text");
        }

        @POST
        @Path("/letters")
        public int letters(char[] letters) {
            return letters.length;
        }
    }

    @TestHTTPResource(value = "/", management = true)
    URL management;

    private final LogLines log = new LogLines("problem");

    @AfterEach
    void nothingIsAFault() {
        log.close();
        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "form/now      | application/x-www-form-urlencoded                | text=%zz              | 400",
                "form/now      | application/x-www-form-urlencoded                | text=%zz&text=%       | 400",
                "form/now      | application/x-www-form-urlencoded; charset=bogus | text=%41              | 415",
                "form/now      | multipart/form-data; boundary=x                  | PART~~a               | 400",
                "form/now      | multipart/form-data; boundary=x                  | nonsense              | 400",
                "form/now      | multipart/form-data; boundary=x                  | --x~no head~~a~--x--~ | 400",
                "form/now      | multipart/form-data; boundary=x                  | PARTCHARSET~~a~--x--~ | 415",
                "form/now      | multipart/form-data; boundary=x                  | PARTContent-Type: nonsense~~a~--x--~ | 400",
                "form/now      | multipart/form-data; boundary=x; charset=bogus   | PART~a~--x--~         | 415",
                "form/now      | multipart/form-data; boundary=x                  | ''                    | 400",
                "form/blocking | multipart/form-data; boundary=x                  | ''                    | 400",
                "form/blocking | application/x-www-form-urlencoded                | text=%zz              | 400",
                "form/blocking | application/x-www-form-urlencoded; charset=bogus | text=%41              | 415",
                "form/blocking | multipart/form-data; boundary=x                  | PART~~a               | 400",
                "form/blocking | multipart/form-data; boundary=x                  | nonsense              | 400",
                "form/blocking | multipart/form-data; boundary=x                  | --x~no head~~a~--x--~ | 400",
                "form/blocking | multipart/form-data; boundary=x                  | PARTCHARSET~~a~--x--~ | 415",
                "form/blocking | multipart/form-data; boundary=x; charset=bogus   | PART~a~--x--~         | 415",
                "letters       | text/plain; charset=bogus                        | a                     | 415",
                "letters       | text/plain; charset=+                            | a                     | 415",
                "map           | application/x-www-form-urlencoded                | text=%zz              | 400",
                "map           | application/x-www-form-urlencoded; charset=bogus | text=%41              | 415",
            })
    void refusesABodyThatCannotBeRead(String path, String type, String body, int status) throws IOException {
        String octets = body.replace("PART", PART)
                .replace("CHARSET", "Content-Type: text/plain; charset=bogus")
                .replace("~", "\r\n");

        String answer = RawHttp.send(
                RestAssured.port,
                "POST /kit-test/malformed/" + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
                        + type + "\r\nContent-Length: " + octets.length() + "\r\n\r\n" + octets);

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n")
                .containsOnlyOnce("HTTP/1.1 ")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"form/now", "form/blocking"})
    void refusesMoreFieldsThanAreAllowed(String path) {
        isProblem(
                given().contentType("application/x-www-form-urlencoded")
                        .body("a=1&".repeat(1_001))
                        .post("/kit-test/malformed/" + path),
                400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"form/now", "form/blocking"})
    void readsAFormThatIsWellFormed(String path) {
        given().multiPart("text", "a")
                .post("/kit-test/malformed/" + path)
                .then()
                .statusCode(200)
                .body(equalTo("a"));
        given().formParam("text", "a%b")
                .post("/kit-test/malformed/" + path)
                .then()
                .statusCode(200)
                .body(equalTo("a%b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "100%", "%"})
    void refusesAPathThatCannotBeDecoded(String path) throws IOException {
        String request = "GET /q/" + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        assertThat(RawHttp.send(management.getPort(), request))
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n")
                .containsIgnoringCase("\r\nX-Request-Id: ")
                .contains("\"status\":400");
        assertThat(RawHttp.send(RestAssured.port, request)).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%2", "%%", "a%C3%zz", "%u0041"})
    void refusesAQueryThatCannotBeDecoded(String text) throws IOException {
        String request =
                "GET /kit-test/malformed/orders/abc?text=" + text + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        assertThat(RawHttp.send(RestAssured.port, request)).matches("(?s)HTTP/1.1 40[04] .*");
    }
}
