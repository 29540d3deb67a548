package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.acme.stringsvc.SickPeers.Symptom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@TestProfile(PeerFailureTest.Impatient.class)
@WithTestResource(value = SickPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class PeerFailureTest {

    /** Waits less for a peer that hangs, and lets the sick come back soon. */
    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.rest-client.peers.read-timeout", "100",
                    "quarkus.stork.peers.load-balancer.rest", "50ms",
                    "quarkus.stork.peers.load-balancer.max-rest", "50ms");
        }
    }

    @TestHTTPResource(value = "/discovery/peers", management = true)
    URL nodes;

    @AfterEach
    void heal() {
        SickPeers.onlyOneHas(Symptom.NONE, 0);
        IntStream.range(0, 60).forEach(call -> uppercase());
    }

    @ParameterizedTest
    @EnumSource(Symptom.class)
    void costsTheCallerNothing(Symptom symptom) {
        uppercase();
        SickPeers.onlyOneHas(symptom, 1);

        List<Integer> statuses =
                IntStream.range(0, 150).map(call -> uppercase()).boxed().toList();

        assertThat(statuses).containsOnly(200);
    }

    @Test
    void restsAnInstanceThatFailsAndTellsSo() {
        uppercase();
        SickPeers.onlyOneHas(Symptom.ANSWERS_503, 2);

        IntStream.range(0, 30).forEach(call -> uppercase());

        List<String> states = given().get(nodes).jsonPath().getList("nodes.state");
        assertThat(states).hasSize(3).filteredOn("available"::equals).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"CLOSES_THE_CONNECTION, 503", "HANGS, 504", "ANSWERS_503, 502"})
    void tellsTheCallerWhatIsWrongWhenAllAreSick(Symptom symptom, int status) {
        uppercase();
        SickPeers.allHave(symptom);

        given().contentType(ContentType.JSON)
                .body("{\"s\":\"x\"}")
                .post("/uppercase")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("Retry-After", status == 503 ? equalTo("1") : nullValue());
    }

    private static int uppercase() {
        return given().contentType(ContentType.JSON)
                .body("{\"s\":\"x\"}")
                .post("/uppercase")
                .statusCode();
    }
}
