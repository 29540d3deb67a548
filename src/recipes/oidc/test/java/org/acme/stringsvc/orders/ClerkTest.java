package org.acme.stringsvc.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * One story, in its order: a provider that is away when the service starts, is hidden by a proxy, comes, renews its key,
 * falls silent, comes back and is hidden again.
 */
@QuarkusTest
@TestProfile(ClerkTest.WithProvider.class)
@WithTestResource(value = ProviderOfTests.Nowhere.class, scope = TestResourceScope.GLOBAL)
class ClerkTest {

    public static class WithProvider implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ProviderOfTests.class));
        }
    }

    ProviderOfTests provider;

    @Test
    void knowsClerksByTheTokensOfTheProvider() {
        isUnavailable(asked("first"));
        isUnauthorized(given().get("/orders/clerk"));

        for (String answer : List.of("<p>Come back later.", "{\"status\":\"maintenance\"}")) {
            provider.beHidden(answer);
            isUnavailable(asked("first"));
            isUnauthorized(given().get("/orders/clerk"));
        }

        provider.publish("first");
        eventually(200, "first");
        asked("first").then().body("name", equalTo("ann")).body("roles", contains("clerk"));
        isUnauthorized(given().get("/orders/clerk"));
        bad().forEach((name, token) -> isUnauthorized(asking(token)));
        isProblem(asking(provider.signed(provider.claims().groups("guest"), "first")), 403);

        provider.publish("second");
        eventually(200, "second");

        provider.beSilent();
        eventually(503, "third");
        isUnavailable(asked("third"));
        asked("second").then().statusCode(200);
        isUnauthorized(asking(expired("second")));

        provider.publish("third");
        eventually(200, "third");

        for (String answer : List.of("<p>Come back later.", "{\"status\":\"maintenance\"}")) {
            provider.beHidden(answer);
            eventually(503, "fourth");
            isUnavailable(asked("fourth"));
            asked("third").then().statusCode(200);
        }
    }

    private Map<String, String> bad() {
        return Map.of(
                "no token", "x.y.z",
                "another key", provider.signed(provider.claims(), "unknown"),
                "another audience", provider.signed(provider.claims().audience("others"), "first"),
                "another issuer", provider.signed(provider.claims().issuer("https://elsewhere.example"), "first"),
                "expired", expired("first"));
    }

    private String expired(String key) {
        Instant past = Instant.now().minus(Duration.ofHours(1));
        return provider.signed(provider.claims().issuedAt(past).expiresAt(past.plusSeconds(1)), key);
    }

    private Response asked(String key) {
        return asking(provider.signed(provider.claims(), key));
    }

    private static Response asking(String token) {
        return given().auth().oauth2(token).get("/orders/clerk");
    }

    private static void isUnavailable(Response answer) {
        isProblem(answer, 503).header("Retry-After", "1");
    }

    private static void isUnauthorized(Response answer) {
        isProblem(answer, 401).header("WWW-Authenticate", startsWith("Bearer"));
    }

    private static ValidatableResponse isProblem(Response answer, int status) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }

    private void eventually(int status, String key) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        int last = asked(key).statusCode();
        while (last != status && System.nanoTime() < end) {
            last = asked(key).statusCode();
        }
        assertThat(last).as(key).isEqualTo(status);
    }
}
