package org.acme.kit.error;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Max;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Collections;
import java.util.List;
import org.acme.kit.middleware.LogLines;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Constraints on a request, checked by the chain of an endpoint and by {@code @Valid} on a resource. */
@QuarkusTest
class ValidationTest {

    @Path("/kit-test/validated")
    static class Locator {

        private final SubResource sub;

        Locator(SubResource sub) {
            this.sub = sub;
        }

        @Path("/sub")
        public SubResource sub() {
            return sub;
        }
    }

    @ApplicationScoped
    static class SubResource {

        @GET
        @Path("/page")
        @Operation(hidden = true)
        public String page(@RestQuery @Max(9) int size) {
            return "";
        }
    }

    @ParameterizedTest(name = "{0} breaks {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"item\":\" \"}                              | #/item",
                "{\"item\":\"x\",\"lines\":[{\"count\":1},{\"count\":10}]} | #/lines/1/count",
                "{\"item\":\"x\",\"stock\":{\"a/b~c\":10}}     | #/stock/a~1b~0c",
                "{\"item\":\"x\",\"stock\":{\"\":1}}           | #/stock/",
                "{\"item\":\"x\",\"tags\":[\"a\",\" \"]}       | #/tags",
                "{\"item\":\"x\",\"grid\":[[1],[2,null]]}      | #/grid/1/1",
                "{\"item\":\"x\",\"byName\":{\"ä b\":{\"count\":10}}} | #/byName/%C3%A4%20b/count",
                "{\"item\":\"cursed\"}                         | #/blessed",
            })
    void pointsAtWhatIsWrong(String order, String pointer) {
        for (String path : List.of("/kit-test/probe/order", "/kit-test/probe/valid")) {
            isProblem(post(path, order), 422)
                    .body("type", equalTo("urn:problem-type:invalid-request"))
                    .body("title", equalTo("Invalid request"))
                    .body("detail", equalTo("The request breaks 1 constraint; see \"errors\"."))
                    .body("errors.pointer", equalTo(List.of(pointer)))
                    .body("errors[0].parameter", nullValue());
        }
    }

    @Test
    void listsEveryViolationInOneOrder() {
        Response response = post(
                "/kit-test/probe/order",
                "{\"item\":\"\",\"lines\":[{\"count\":1000},{\"count\":1000}],\"tags\":[\"\"],\"grid\":[[null]]}");

        isProblem(response, 422)
                .body(
                        "errors.pointer",
                        equalTo(List.of("#/grid/0/0", "#/item", "#/lines/0/count", "#/lines/1/count", "#/tags")))
                .body("errors[1].detail", equalTo("must not be blank"));
        assertThat(response.asString()).as("nothing that was sent").doesNotContain("1000");
    }

    @Test
    void listsNoMoreThanAHundred() {
        String lines = String.join(",", Collections.nCopies(3_000, "{\"count\":10}"));

        isProblem(post("/kit-test/probe/order", "{\"item\":\"x\",\"lines\":[" + lines + "]}"), 422)
                .body("errors.size()", equalTo(100))
                .body("detail", equalTo("The request breaks 3000 constraints; see \"errors\"."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr-FR", "tr"})
    void saysItInOneLanguage(String language) {
        isProblem(
                        given().header("Accept-Language", language)
                                .contentType(ContentType.JSON)
                                .body("{}")
                                .post("/kit-test/probe/order"),
                        422)
                .body("errors[0].detail", equalTo("must not be blank"));
    }

    @Test
    void namesAParameterThatIsWrong() {
        isProblem(post("/kit-test/probe/valid?size=10", "{\"item\":\"x\"}"), 422)
                .body("errors.parameter", equalTo(List.of("size")))
                .body("errors.in", equalTo(List.of("query")))
                .body("errors[0].pointer", nullValue())
                .body("errors[0].detail", equalTo("must be less than or equal to 9"));
    }

    @Test
    void saysWhereAParameterIs() {
        isProblem(given().cookie("c", "xx").get("/kit-test/probe/pages/10?q="), 422)
                .body("errors.parameter", equalTo(List.of("c", "number", "q")))
                .body("errors.in", equalTo(List.of("cookie", "path", "query")));
        isProblem(given().header("X-Tenant", "long").get("/kit-test/probe/page-of/10?page-size=10"), 422)
                .body("errors.parameter", equalTo(List.of("X-Tenant", "number", "page-size")))
                .body("errors.in", equalTo(List.of("header", "path", "query")));
    }

    /** A sub-resource has no path of its own. */
    @Test
    void namesAParameterOfASubResource() {
        isProblem(given().get("/kit-test/validated/sub/page?size=10"), 422)
                .body("errors.parameter", equalTo(List.of("size")))
                .body("errors.in", equalTo(List.of("query")));
    }

    /** The caller can change neither. */
    @ParameterizedTest
    @ValueSource(strings = {"inner", "entity"})
    void takesAConstraintThatBreaksFurtherInForABug(String where) {
        try (LogLines log = new LogLines("problem")) {
            isProblem(post("/kit-test/probe/inner", "{\"s\":\"" + where + "\"}"), 500);

            assertThat(log.lines()).containsExactly("ERROR Unexpected fault");
        }
    }

    @Test
    void takesAnAnswerThatBreaksAConstraintForABug() {
        isProblem(given().get("/kit-test/probe/invalid-answer"), 500);
    }

    private static Response post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }
}
