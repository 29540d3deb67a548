package org.acme.kit.dev;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.List;
import org.acme.kit.discovery.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The switches behind the page, as API. */
@QuarkusTest
class LaboratoryTest {

    private static final String PEER = "peers.find { it.name == '_http._tcp.turns.test' }.copies";

    @TestHTTPResource(value = "/console/laboratory", management = true)
    URL laboratory;

    @Inject
    DevNetwork network;

    @AfterEach
    void reset() {
        post("/reset", "{}").then().statusCode(200);
    }

    @Test
    void makesOneCopySick() {
        post("/copy", """
                        {"peer":"_http._tcp.turns.test","copy":1,"symptom":"HANGS","delayMs":300,"priority":20,"weight":7}""")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(PEER + "[1].symptom", equalTo("HANGS"))
                .body(PEER + "[1].delayMs", equalTo(300))
                .body(PEER + "[1].priority", equalTo(20))
                .body(PEER + "[1].weight", equalTo(7))
                .body(PEER + "[0].symptom", equalTo("NONE"));
    }

    @Test
    void addsAndRemovesCopies() {
        post("/add", "{\"peer\":\"_http._tcp.turns.test\"}").then().body(PEER + ".copy", equalTo(List.of(0, 1, 2, 3)));
        post("/remove", "{\"peer\":\"_http._tcp.turns.test\",\"copy\":1}")
                .then()
                .body(PEER + ".copy", equalTo(List.of(0, 2, 3)));
    }

    @Test
    void makesDnsSick() {
        post("/dns", "{\"symptom\":\"SILENT\",\"delayMs\":40}")
                .then()
                .body("dns.symptom", equalTo("SILENT"))
                .body("dns.delayMs", equalTo(40))
                .body("dns.address", equalTo(network.servers()));
    }

    @Test
    void callsTheServiceAndCountsItsAnswers() {
        load(100, "POST", "/kit-test/probe/echo", "{}").then().statusCode(200);

        Await.until("answers", () -> state().path("load.answers.200") instanceof Integer count && count > 3);
        state().then().body("load.failed", equalTo(0)).body("load.order.rate", equalTo(100));
    }

    @Test
    void tellsWhatFails() {
        load(100, "GET", "/nowhere", "").then().statusCode(200);

        Await.until("answers", () -> state().path("load.answers.404") != null);
        state().then().body("load.failed", equalTo(0));
    }

    @Test
    void putsAllBack() {
        load(100, "GET", "/nowhere", "").then().statusCode(200);
        post("/dns", "{\"symptom\":\"SILENT\",\"delayMs\":40}");
        post("/add", "{\"peer\":\"_http._tcp.turns.test\"}");

        post("/reset", "{}")
                .then()
                .body("load.order.rate", equalTo(0))
                .body("dns.symptom", equalTo("NONE"))
                .body("dns.delayMs", equalTo(0))
                .body(PEER, hasSize(3))
                .body(PEER + ".symptom", not(hasItem(not("NONE"))));
    }

    @Test
    void passesTheContractOn() {
        given().get(laboratory + "/contract").then().statusCode(200).body("paths.size()", greaterThan(0));
    }

    /** Neither what a browser sends unasked, nor what it says to be of another site. */
    @ParameterizedTest
    @CsvSource({
        "text/plain, , ",
        "application/x-www-form-urlencoded, same-origin, ",
        "application/json, cross-site, ",
        "application/json, same-site, ",
        "application/json, none, ",
        "application/json, , http://elsewhere.example",
        "application/json, , null"
    })
    void takesNothingFromOtherSites(String type, String site, String origin) {
        isProblem(postFrom(type, site, origin), 403);
    }

    @Test
    void takesWhatItsOwnPageSendsByABrowserThatSaysNoSite() {
        postFrom("application/json", null, "http://" + laboratory.getAuthority())
                .then()
                .statusCode(200);
    }

    private Response postFrom(String type, String site, String origin) {
        RequestSpecification request = given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(type, ContentType.TEXT)))
                .contentType(type)
                .body("{}");
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            request.header("Origin", origin);
        }
        return request.post(laboratory + "/reset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"delayMs\":0}",
                "{\"symptom\":\"TIRED\",\"delayMs\":0}",
                "{\"symptom\":\"NONE\",\"delayMs\":-1}",
                "{\"symptom\":\"NONE\",\"delayMs\":60001}"
            })
    void refusesWhatMakesNoSense(String change) {
        isProblem(post("/dns", change), 400);
    }

    @ParameterizedTest
    @CsvSource({"501, GET, /", "-1, GET, /", "1, get, /", "1, GET, elsewhere", "1, GET, / HTTP/1.1"})
    void refusesALoadThatMakesNoSense(int rate, String method, String path) {
        isProblem(load(rate, method, path, ""), 400);
    }

    @Test
    void saysWhichPeersThereAre() {
        post("/add", "{\"peer\":\"_http._tcp.none.test\"}")
                .then()
                .statusCode(400)
                .body("detail", containsString("_http._tcp.turns.test"));
    }

    private Response load(int rate, String method, String path, String body) {
        return post("/load", """
                {"rate":%d,"method":"%s","path":"%s","body":"%s"}""".formatted(rate, method, path, body));
    }

    private Response state() {
        return given().get(laboratory);
    }

    private Response post(String path, String change) {
        return given().contentType(ContentType.JSON)
                .header("Sec-Fetch-Site", "same-origin")
                .body(change)
                .post(laboratory + path);
    }
}
