package org.acme.kit.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RequestIdTest {

    @Test
    void keepsTheIdOfTheCaller() {
        given().header("X-Request-Id", "order-17:3").get("/").then().header("X-Request-Id", equalTo("order-17:3"));
    }

    @Test
    void givesEachRequestAnIdOfItsOwn() {
        String first = given().get("/").header("X-Request-Id");
        String second = given().get("/").header("X-Request-Id");

        assertThat(first).matches("[0-9a-f]{16}").isNotEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "quote\"", "endpoint=forged outcome=ok"})
    void replacesAnIdThatCouldForgeALogLine(String id) {
        given().header("X-Request-Id", id).get("/").then().header("X-Request-Id", matchesPattern("[0-9a-f]{16}"));
    }

    @Test
    void replacesAnIdThatIsTooLong() {
        given().header("X-Request-Id", "x".repeat(64)).get("/").then().header("X-Request-Id", equalTo("x".repeat(64)));
        given().header("X-Request-Id", "x".repeat(65))
                .get("/")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f]{16}"));
    }
}
