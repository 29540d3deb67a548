// kit:file: proves the kit through the example
package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.acme.kit.dev.Symptom;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@QuarkusTest
@TestProfile(PeerFailureTest.Impatient.class)
@WithTestResource(value = SickPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class PeerFailureTest {

    /** Waits less for a peer that hangs, and lets the sick come back soon. */
    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.rest-client.peers.read-timeout", "200",
                    // Where each call tries the sick instance again, a slow machine would use the budget up.
                    "kit.client.retries-per-second", "1000",
                    "quarkus.stork.peers.load-balancer.rest", "50ms",
                    "quarkus.stork.peers.load-balancer.max-rest", "50ms");
        }
    }

    @TestHTTPResource(value = "/discovery/peers", management = true)
    URL nodes;

    @Inject
    @RestClient
    PeerClient peers;

    @Inject
    BeanManager beans;

    @AfterEach
    void heal() {
        heal(nodes);
    }

    /** Heals the peers and waits until balancing sees it. */
    static void heal(URL nodes) {
        SickPeers.onlyOneHas(Symptom.NONE, 0);
        Instant late = Instant.now().plusSeconds(60);
        do {
            IntStream.range(0, 20).forEach(call -> uppercase());
        } while (!isWell(nodes) && Instant.now().isBefore(late));
    }

    private static boolean isWell(URL nodes) {
        JsonPath known = given().get(nodes).jsonPath();
        return Set.copyOf(known.getList("nodes.state")).equals(Set.of("available"))
                && !known.getList("nodes.pushingBack").contains(true);
    }

    @ParameterizedTest
    @EnumSource(value = Symptom.class, mode = Mode.EXCLUDE, names = "ANSWERS_NONSENSE")
    void costsTheCallerNothing(Symptom symptom) {
        uppercase();
        SickPeers.onlyOneHas(symptom, 1);

        List<Integer> statuses =
                IntStream.range(0, 150).map(call -> uppercase()).boxed().toList();

        assertThat(statuses).containsOnly(200);
    }

    @Test
    void ejectsAnInstanceThatFailsAndReportsIt() {
        uppercase();
        SickPeers.onlyOneHas(Symptom.ANSWERS_503, 2);

        IntStream.range(0, 30).forEach(call -> uppercase());

        List<String> states = given().get(nodes).jsonPath().getList("nodes.state");
        assertThat(states).hasSize(3).filteredOn("available"::equals).hasSize(2);
    }

    @Test
    void avoidsAnInstanceThatPushesBackAndEjectsNone() {
        uppercase();
        SickPeers.onlyOneHas(Symptom.PUSHES_BACK, 1);
        int before = SickPeers.requests();

        IntStream.range(0, 9).forEach(call -> assertThat(uppercase()).isEqualTo(200));

        JsonPath known = given().get(nodes).jsonPath();
        assertThat(known.getList("nodes.state")).containsOnly("available");
        assertThat(SickPeers.requests() - before).isLessThan(9 + 3);
    }

    @Test
    void failsAtOnceWhenNothingAnswersAndServesWithinAboutASecondWhenItDoes() {
        uppercase();
        SickPeers.allHave(Symptom.CLOSES_THE_CONNECTION);
        IntStream.range(0, 20).forEach(call -> uppercase());
        int before = SickPeers.requests();
        Instant start = Instant.now();

        List<Integer> statuses =
                IntStream.range(0, 50).map(call -> uppercase()).boxed().toList();

        long seconds = Duration.between(start, Instant.now()).toSeconds();
        assertThat(statuses).containsOnly(503);
        assertThat(SickPeers.requests() - before).isLessThanOrEqualTo((int) seconds + 2);
        SickPeers.onlyOneHas(Symptom.NONE, 0);
        Instant back = Instant.now();
        assertThat(IntStream.generate(PeerFailureTest::uppercase)
                        .takeWhile(status -> status != 200)
                        .limit(100_000)
                        .allMatch(status -> status == 503))
                .isTrue();
        // Not the 30 s for which an instance is ejected.
        assertThat(Duration.between(back, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void callersThatCancelEjectNoInstance() {
        uppercase();
        int failed = failures();
        SickPeers.allHave(Symptom.HANGS);

        cancelAtOnce(peers);

        SickPeers.onlyOneHas(Symptom.NONE, 0);
        assertThat(IntStream.range(0, 20).map(call -> uppercase()).boxed().toList())
                .containsOnly(200);
        assertThat(failures()).isEqualTo(failed);
    }

    static void cancelAtOnce(PeerClient peers) {
        IntStream.range(0, 32)
                .mapToObj(call ->
                        peers.uppercase(new UppercaseRequest("x")).subscribe().with(answer -> {}))
                .toList()
                .forEach(Cancellable::cancel);
    }

    private int failures() {
        return given().get(nodes).jsonPath().<Integer>getList("nodes.failed").stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    @Test
    void hasOnePoolOfConnectionsForAllEndpoints() {
        Class<?> scope = beans.resolve(beans.getBeans(PeerClient.class, RestClient.LITERAL))
                .getScope();

        assertThat(beans.isNormalScope(scope.asSubclass(Annotation.class)))
                .as("one client, scope %s", scope)
                .isTrue();
    }

    static int uppercase() {
        return given().contentType(ContentType.JSON)
                .body("{\"s\":\"x\"}")
                .post("/uppercase")
                .statusCode();
    }
}
