package org.acme.kit.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.error.Classification;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class FaultMatrixTest {

    @ClientEndpoint
    @RegisterRestClient(configKey = "fixed")
    interface FixedUrl {

        @GET
        @Path("/")
        @org.eclipse.microprofile.faulttolerance.Retry(maxRetries = 2, delay = 1, jitter = 0)
        @io.smallrye.faulttolerance.api.RetryWhen(exception = PeerFault.class)
        Answer plain();
    }

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://families", configKey = "families")
    interface TwoFamilies {

        @jakarta.ws.rs.POST
        @Path("/")
        Answer plain();
    }

    @Inject
    @RestClient
    TwoFamilies families;

    @Inject
    org.acme.kit.stork.Balancers balancers;

    @TestHTTPResource(value = "/discovery/faulty", management = true)
    URL nodes;

    @Inject
    @RestClient
    FaultyPeer peer;

    @Inject
    @RestClient
    FixedUrl fixed;

    @Inject
    Vertx vertx;

    @Inject
    Retries retries;

    @BeforeEach
    void know() {
        FaultyPeers.allHave(Symptom.NONE);
        assertThat(Stream.generate(peer::plain).limit(3)).hasSize(3);
        FaultyPeers.REQUESTS.clear();
    }

    /** Waits until each instance has answered again, and nothing is in flight. */
    @AfterEach
    void heal() {
        FaultyPeers.allHave(Symptom.NONE);
        Instant late = Instant.now().plusSeconds(20);
        do {
            try {
                peer.plain();
            } catch (RuntimeException stillSick) {
                assertThat(Instant.now()).isBefore(late);
            }
        } while (!isWell() && Instant.now().isBefore(late));
        assertThat(node("inFlight")).containsOnly(0);
    }

    private boolean isWell() {
        return Set.copyOf(node("state")).equals(Set.of("available"));
    }

    private List<Object> node(String what) {
        return known().getList("nodes." + what);
    }

    private JsonPath known() {
        return given().get(nodes).jsonPath();
    }

    static Stream<Arguments> callersAndFaults() {
        return Arrays.stream(Caller.values())
                .flatMap(caller -> Stream.of(Symptom.CLOSES, Symptom.HANGS, Symptom.ANSWERS_503, Symptom.ANSWERS_421)
                        .map(symptom -> Arguments.of(caller, symptom)));
    }

    @ParameterizedTest
    @MethodSource("callersAndFaults")
    void aSickPeerCostsNoCallerAnythingAndIsEjected(Caller caller, Symptom symptom) {
        caller.assumePossible();
        FaultyPeers.onlyOneHas(symptom, 1);
        int ejected = sum("ejected");
        Instant late = Instant.now().plusSeconds(20);
        do {
            List<CompletableFuture<Answer>> calls = Stream.generate(() -> caller.call(peer, vertx, "id-7"))
                    .limit(6)
                    .toList();
            assertThat(calls)
                    .allSatisfy(call -> assertThat(call)
                            .succeedsWithin(10, TimeUnit.SECONDS)
                            .extracting(Answer::v)
                            .isEqualTo("well"));
        } while (sum("ejected") == ejected && Instant.now().isBefore(late));

        assertThat(sum("ejected")).isGreaterThan(ejected);
        assertThat(FaultyPeers.REQUESTS)
                .allSatisfy(request -> assertThat(request)
                        .containsIgnoringCase("x-request-id: id-7")
                        .containsIgnoringCase("x-envoy-expected-rq-timeout-ms: "));
    }

    private int sum(String what) {
        return node(what).stream().mapToInt(count -> (Integer) count).sum();
    }

    static Stream<Arguments> callersAndWrongAnswers() {
        return Arrays.stream(Caller.values())
                .flatMap(caller -> Stream.of(
                                Symptom.WRONG_TYPE,
                                Symptom.ARRAY,
                                Symptom.NO_JSON,
                                Symptom.BAD_TEXT,
                                Symptom.OTHER_MEDIA,
                                Symptom.BAD_PROBLEM,
                                Symptom.NO_HTTP,
                                Symptom.NO_END_OF_LINE)
                        .map(symptom -> Arguments.of(caller, symptom)));
    }

    @ParameterizedTest
    @MethodSource("callersAndWrongAnswers")
    void anAnswerThatCannotBeReadIsAFaultOfOneAttemptAndTheInstanceHasAnswered(Caller caller, Symptom symptom) {
        caller.assumePossible();
        FaultyPeers.allHave(symptom);
        int failed = sum("failed");

        assertThat(caller.call(peer, vertx, "id-7"))
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .satisfies(failure -> {
                    Classification told = Classification.of(failure.getCause());
                    assertThat(told.kind()).as("%s", failure.getCause()).isEqualTo(Classification.Kind.FAULT);
                    assertThat(told.problem().status())
                            .as("%s", failure.getCause())
                            .isEqualTo(502);
                });

        assertThat(FaultyPeers.REQUESTS).hasSize(1);
        assertThat(sum("failed")).isEqualTo(failed);
    }

    @ParameterizedTest
    @EnumSource(value = Caller.class)
    void connectionsThatWereClosedWhileTheyWereIdleCostNothing(Caller caller) {
        caller.assumePossible();
        long made = known().getLong("retries");
        int failed = sum("failed");
        List<CompletableFuture<Answer>> warm = Stream.generate(() -> caller.call(peer, vertx, "id-7"))
                .limit(12)
                .toList();
        warm.forEach(call -> assertThat(call).succeedsWithin(10, TimeUnit.SECONDS));
        FaultyPeers.allHave(Symptom.CLOSES_REUSED);

        for (int call = 0; call < 9; call++) {
            assertThat(caller.call(peer, vertx, "id-7"))
                    .succeedsWithin(10, TimeUnit.SECONDS)
                    .extracting(Answer::v)
                    .isEqualTo("well");
        }

        assertThat(sum("failed")).isEqualTo(failed);
        assertThat(known().getLong("retries")).isEqualTo(made);
    }

    @ParameterizedTest
    @EnumSource(value = Caller.class, mode = Mode.MATCH_ANY, names = "JOB_.*")
    void oneCallAfterTheOtherOutsideOfARequest(Caller caller) {
        for (int call = 0; call < 5; call++) {
            assertThat(caller.call(peer, vertx, "id-7")).succeedsWithin(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void callsByTheNameOfTheInstanceThatWasPicked() {
        for (int call = 0; call < 3; call++) {
            peer.plain();
        }
        List<String> hosts = new ArrayList<>();
        FaultyPeers.REQUESTS.forEach(
                request -> hosts.add(request.replaceAll("(?is).*\r\nhost: ([^\r]*):\\d+\r\n.*", "$1")));
        assertThat(hosts).containsExactlyInAnyOrder("peer0.test", "peer1.test", "peer2.test");
    }

    @Test
    void aClientWithAFixedUrlHasABudgetUnderItsConfigKeyADeadlineAndALine() {
        FaultyPeers.allHave(Symptom.ANSWERS_503);
        try (org.acme.kit.middleware.LogLines log = new org.acme.kit.middleware.LogLines("client")) {
            assertThatThrownBy(fixed::plain).hasMessageContaining("503");
            assertThat(log.lines()).singleElement().asString().startsWith("WARN service=fixed attempts=3 failed: 127.");
        }
        assertThat(retries.report("fixed").orElseThrow().made()).isEqualTo(2);
        assertThat(FaultyPeers.REQUESTS)
                .hasSize(3)
                .allSatisfy(request -> assertThat(request).containsIgnoringCase("x-envoy-expected-rq-timeout-ms: "));
    }

    @Test
    void anInstanceWithTwoAddressesIsReachedByTheOneThatWorks() {
        for (int call = 0; call < 5; call++) {
            assertThat(families.plain().v()).isEqualTo("well");
        }
        assertThat(balancers.of("families").orElseThrow().report())
                .singleElement()
                .satisfies(instance -> assertThat(instance.failed()).isZero());
    }

    @Test
    void oneUniWithTwoSubscribersIsTwoCalls() {
        FaultyPeers.onlyOneHas(Symptom.ANSWERS_503, 0);
        List<Object> before = node("failed");
        var answer = peer.uni();
        List<CompletableFuture<Answer>> calls =
                Stream.generate(answer::subscribeAsCompletionStage).limit(30).toList();
        calls.forEach(call -> assertThat(call).succeedsWithin(Duration.ofSeconds(10)));
        List<Object> after = node("failed");
        assertThat(IntStream.range(0, 3).filter(index -> !after.get(index).equals(before.get(index))))
                .as("instances that failed")
                .hasSize(1);
    }
}
