package org.acme.kit.security;

import static io.restassured.RestAssured.given;
import static org.acme.kit.error.ProblemDocument.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.acme.kit.middleware.LogLines;
import org.junit.jupiter.api.Test;

/**
 * One story, in its order: a key server that is out of reach, is hidden by a page of a proxy, comes, goes silent, comes back with
 * another key, and is hidden again.
 */
@QuarkusTest
@TestProfile(KeyServerTest.Keys.class)
class KeyServerTest {

    public static class Keys implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(KeyHost.class));
        }
    }

    KeyHost keys;

    @Test
    void keepsWhatItKnowsAndSaysWhatItCannotKnow() {
        try (LogLines security = new LogLines("security");
                LogLines problems = new LogLines("problem")) {
            for (int call = 0; call < 3; call++) {
                isProblem(ledger("first"), 503).header("Retry-After", "1");
            }
            assertThat(security.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN The key server cannot be asked: " + keys.location()
                            + " (mp.jwt.verify.publickey.location): ");

            keys.beHidden();
            isProblem(ledger("first"), 503).header("Retry-After", "1");
            assertThat(security.lines()).hasSize(1);

            keys.publish("first");
            eventually(200, "first");
            isProblem(ledger("unknown"), 401);
            isProblem(given().auth().oauth2("x.y.z").get("/kit-test/bank/ledger"), 401);

            keys.stopAnswering();
            assertThat(ledger("first").statusCode()).as("a known key").isEqualTo(200);
            eventually(503, "second");
            assertThat(ledger("first").statusCode()).as("a known key").isEqualTo(200);

            keys.publish("second");
            eventually(200, "second");

            keys.beHidden();
            eventually(503, "third");
            assertThat(ledger("second").statusCode()).as("a known key").isEqualTo(200);
            assertThat(security.lines().stream().map(line -> line.substring(0, 4)))
                    .containsExactly("WARN", "INFO", "WARN", "INFO", "WARN");
            assertThat(security.lines().get(4)).contains("200 without a JWKS");
            assertThat(problems.lines()).isEmpty();
        }
    }

    private Response ledger(String key) {
        return given().auth().oauth2(keys.token(key)).get("/kit-test/bank/ledger");
    }

    private void eventually(int status, String key) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        int last = ledger(key).statusCode();
        while (last != status && System.nanoTime() < end) {
            last = ledger(key).statusCode();
        }
        assertThat(last).as(key).isEqualTo(status);
    }
}
