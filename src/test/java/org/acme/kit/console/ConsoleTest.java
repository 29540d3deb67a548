package org.acme.kit.console;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.arc.All;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ConsoleTest {

    private static final int LIMIT = 60_000;

    @TestHTTPResource(value = "/console", management = true)
    URL console;

    @Inject
    @All
    List<ConsolePage.Part> parts;

    static Stream<String> files() {
        return ConsolePage.with(List.of()).stream().map(ConsolePage.PageFile::path);
    }

    @ParameterizedTest
    @MethodSource("files")
    void servesEachFileUnderAStrictPolicy(String path) {
        String content = given().get(root() + path)
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("X-Content-Type-Options", "nosniff")
                .extract()
                .asString();
        assertThat(content).doesNotContain("innerHTML", "eval(");
        assertThat(content.replace("http://www.w3.org/2000/svg", "")).doesNotContainPattern("https?://");
    }

    @Test
    void isSmall() {
        assertThat(ConsolePage.with(parts).stream()
                        .mapToInt(file -> file.content().length())
                        .sum())
                .isLessThan(LIMIT);
    }

    @Test
    void servesEveryFileThatThePageRefersToThoseOfDevModeToo() {
        String page = given().get(console).asString();
        assertThat(Pattern.compile("(?:src|href)=\"console/([^\"]+)\"")
                        .matcher(page)
                        .results()
                        .map(part -> part.group(1)))
                .contains("console.js", "laboratory.js")
                .allSatisfy(part -> given().get(console + "/" + part).then().statusCode(200));
    }

    @Test
    void countsTheCallsOfAnEndpointByOutcome() {
        given().contentType(ContentType.JSON).body("{}").post("/kit-test/probe/echo");

        given().get(console + "/state")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("endpoints.find { it.endpoint == 'kit-echo' }.calls.outcomes.ok", greaterThan(0))
                .body("endpoints.find { it.endpoint == 'kit-echo' }.calls.buckets.Infinity", greaterThan(0));
    }

    @Test
    void tellsWhatTheLogOfTheKitSays() {
        Logger.getLogger("discovery").info("service=harbour instances=7");

        given().get(console + "/state").then().body("events.value.message", hasItem("service=harbour instances=7"));
    }

    @Test
    void tellsNothingTwice() {
        Logger.getLogger("balancing").warn("service=harbour instance=pier ejected");
        JsonPath first = given().get(console + "/state").jsonPath();
        int last = first.getInt("events.number.max()");

        given().get(console + "/state?events=" + last + "&samples=0")
                .then()
                .body("events.number", everyItem(greaterThan(last)))
                .body("samples.number", hasItem(greaterThan(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1e9", "99999999999999999999", "%00", ""})
    void takesWhatIsNoNumberForNone(String seen) {
        given().urlEncodingEnabled(false)
                .get(console + "/state?events=" + seen)
                .then()
                .statusCode(200);
    }

    @Test
    void changesNothing() {
        isProblem(given().post(console), 405);
        isProblem(given().delete(console + "/state"), 405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/console", "/q/console/state", "/console"})
    void staysOffThePublicPort(String path) {
        given().get(path).then().statusCode(404);
    }

    private String root() {
        return console.toString().replaceAll("/q/console$", "");
    }
}
