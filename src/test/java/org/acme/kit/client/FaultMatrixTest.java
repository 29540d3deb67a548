package org.acme.kit.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.discovery.Await;
import org.acme.kit.error.Classification;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class FaultMatrixTest {

    @Inject
    Balancers balancers;

    @TestHTTPResource(value = "/discovery/faulty", management = true)
    URL nodes;

    @Inject
    @RestClient
    FaultyPeer peer;

    @Inject
    Vertx vertx;

    @BeforeEach
    void know() {
        FaultyInstances.know(peer);
    }

    @AfterEach
    void heal() {
        FaultyInstances.heal(peer, balancers);
    }

    private List<Object> node(String what) {
        return known().getList("nodes." + what);
    }

    private JsonPath known() {
        return given().get(nodes).jsonPath();
    }

    static Stream<Arguments> callersAndFaults() {
        return Arrays.stream(Caller.values())
                .flatMap(caller -> Stream.of(
                                Symptom.CLOSES, Symptom.HANGS, Symptom.STOPS, Symptom.ANSWERS_503, Symptom.ANSWERS_421)
                        .map(symptom -> Arguments.of(caller, symptom)));
    }

    @ParameterizedTest
    @MethodSource("callersAndFaults")
    void aSickPeerCostsNoCallerAnythingAndIsEjected(Caller caller, Symptom symptom) {
        caller.assumePossible();
        FaultyPeers.onlyOneHas(symptom, 1);
        int ejected = sum("ejected");
        Await.until("an ejection", () -> {
            List<CompletableFuture<Answer>> calls = Stream.generate(() -> caller.call(peer, vertx, "id-7"))
                    .limit(6)
                    .toList();
            assertThat(calls)
                    .allSatisfy(call -> assertThat(call)
                            .succeedsWithin(Await.PATIENCE)
                            .extracting(Answer::v)
                            .isEqualTo("well"));
            return sum("ejected") != ejected;
        });

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
                .failsWithin(Await.PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .satisfies(failure -> {
                    Classification classified = Classification.of(failure.getCause());
                    assertThat(classified.kind()).as("%s", failure.getCause()).isEqualTo(Classification.Kind.FAULT);
                    assertThat(classified.problem().status())
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
        warm.forEach(call -> assertThat(call).succeedsWithin(Await.PATIENCE));
        FaultyPeers.allHave(Symptom.CLOSES_REUSED);

        for (int call = 0; call < 9; call++) {
            assertThat(caller.call(peer, vertx, "id-7"))
                    .succeedsWithin(Await.PATIENCE)
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
            assertThat(caller.call(peer, vertx, "id-7")).succeedsWithin(Await.PATIENCE);
        }
    }
}
