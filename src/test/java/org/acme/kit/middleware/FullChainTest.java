package org.acme.kit.middleware;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import org.acme.kit.endpoint.Catalogue;
import org.acme.kit.endpoint.Catalogue.ListedEndpoint;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FullChainTest {

    @Inject
    Catalogue catalogue;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "mp.jwt.verify.audiences")
    String audience;

    @BeforeEach
    void forget() {
        KitFullEndpoint.STEPS.clear();
    }

    @Test
    void listsEveryAnnotationInItsPlace() {
        assertThat(catalogue.endpoints())
                .filteredOn(endpoint -> endpoint.name().equals("kit-full"))
                .singleElement()
                .extracting(ListedEndpoint::chain)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactly(
                        "WithSpan",
                        "Observed",
                        "Limited",
                        "RolesAllowed",
                        "Bulkhead",
                        "CircuitBreaker",
                        "RateLimit",
                        "Retry",
                        "Timeout",
                        "WithinDeadline",
                        "Validated",
                        "MethodValidated",
                        "CacheResult");
    }

    @Test
    void passesThemInThatOrder() {
        double before = measured();
        try (LogLines lines = new LogLines(
                "endpoint", line -> KitFullEndpoint.STEPS.add("logs, measured: " + (measured() - before)))) {
            call("once", tokenOf("clerk"), 200);
        }

        assertThat(KitFullEndpoint.STEPS)
                .containsExactly(
                        "authorises",
                        "validates",
                        "validates",
                        "looks into the cache",
                        "calls the function",
                        "looks whether to try again",
                        "logs, measured: 1.0");
    }

    @Test
    void asksWhoIsCallingBeforeItAnswersFromTheCache() {
        call("twice", tokenOf("clerk"), 200);
        call("twice", tokenOf("guest"), 403);
        KitFullEndpoint.STEPS.clear();
        call("twice", tokenOf("clerk"), 200);

        assertThat(KitFullEndpoint.STEPS)
                .containsExactly(
                        "authorises", "validates", "validates", "looks into the cache", "looks whether to try again");
    }

    /** Quarkus checks a call once: a retry outside of the check would let in whom it refused before. */
    @Test
    void doesNotTryAgainWhetherSomebodyMayCall() {
        call("refused", tokenOf("guest"), 403);

        assertThat(KitFullEndpoint.STEPS).isEmpty();
    }

    private String tokenOf(String group) {
        return Jwt.audience(audience).subject("ann").groups(group).sign();
    }

    private static void call(String text, String token, int status) {
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{\"s\":\"" + text + "\"}")
                .post("/kit-test/full")
                .then()
                .statusCode(status);
    }

    private double measured() {
        return metrics.get("endpoint.calls")
                .tags("endpoint", "kit-full", "outcome", "ok")
                .timer()
                .count();
    }
}
