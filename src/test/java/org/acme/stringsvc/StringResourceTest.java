package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StringResourceTest {

    @Test
    void makesUpperCase() {
        post("/uppercase", "{\"s\":\"hello, Straße\"}").statusCode(200).body("v", equalTo("HELLO, STRASSE"));
    }

    @Test
    void asksThePeersInTurn() {
        List<String> twoRounds = Stream.generate(this::servedBy).limit(6).toList();

        assertThat(twoRounds.subList(0, 3)).doesNotHaveDuplicates();
        assertThat(twoRounds.subList(3, 6)).isEqualTo(twoRounds.subList(0, 3));
    }

    @Test
    void countsCodePointsAndNotBytesOrSurrogates() {
        post("/count", "{\"s\":\"a\u00e9\uD83D\uDE00\"}").statusCode(200).body("v", equalTo(3));
    }

    @Test
    void countsNothingInAnEmptyString() {
        post("/count", "{\"s\":\"\"}").statusCode(200).body("v", equalTo(0));
    }

    @Test
    void passesThePeersRefusalOfAnEmptyStringOn() {
        post("/uppercase", "{\"s\":\"\"}")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:problem-type:empty-string"))
                .body("title", equalTo("Empty string"))
                .body("status", equalTo(422))
                .body("detail", notNullValue())
                .body("instance", equalTo("/uppercase"))
                .body("requestId", notNullValue());
    }

    @Test
    void takesAMissingStringAsEmpty() {
        post("/uppercase", "{}").statusCode(422);
        post("/uppercase", "{\"s\":null}").statusCode(422);
    }

    private String servedBy() {
        return post("/uppercase", "{\"s\":\"x\"}").statusCode(200).extract().header("Served-By");
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }
}
