package org.acme.kit.error;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/** Sends whatever may come. The service answers or refuses; it never fails. */
@QuarkusTest
class ArbitraryBodyTest {

    private static final int TRIES = 500;

    @Test
    void isAnsweredOrRefused() {
        JqwikSession.run(() -> bodies().sampleStream().limit(TRIES).forEach(ArbitraryBodyTest::isAnsweredOrRefused));
    }

    private static void isAnsweredOrRefused(byte[] body) {
        Response response =
                given().header("Content-Type", "application/json").body(body).post("/kit-test/probe/order");
        if (response.statusCode() != 200) {
            assertThat(response.statusCode())
                    .as(() -> new String(body, StandardCharsets.ISO_8859_1))
                    .isBetween(400, 499);
            isProblem(response, response.statusCode());
        }
    }

    /** Octets, characters of JSON in any order, and documents with one octet replaced. */
    private static Arbitrary<byte[]> bodies() {
        Arbitrary<byte[]> octets = Arbitraries.bytes().array(byte[].class).ofMaxSize(100);
        Arbitrary<byte[]> signs = Arbitraries.of(
                        "{", "}", "[", "]", ",", ":", "\"item\"", "\"lines\"", "null", "1e999", "-", "\\u")
                .list()
                .ofMaxSize(30)
                .map(list -> String.join("", list).getBytes(StandardCharsets.UTF_8));
        byte[] whole =
                "{\"item\":\"x\",\"lines\":[{\"count\":1}],\"stock\":{\"a\":2}}".getBytes(StandardCharsets.UTF_8);
        Arbitrary<byte[]> bent = Arbitraries.integers()
                .between(0, whole.length - 1)
                .flatMap(at -> Arbitraries.bytes().map(octet -> {
                    byte[] copy = whole.clone();
                    copy[at] = octet;
                    return copy;
                }));
        return Arbitraries.oneOf(octets, signs, bent);
    }
}
