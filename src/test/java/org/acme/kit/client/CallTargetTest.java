package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.RetryWhen;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acme.kit.balancing.InstanceReport;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.discovery.Await;
import org.acme.kit.error.Unavailable;
import org.acme.kit.middleware.LogLines;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the calls of a client go, and under which name they are counted. */
@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class CallTargetTest {

    @ClientEndpoint
    @RegisterRestClient(configKey = "fixed")
    interface FixedUrl {

        @GET
        @Path("/")
        @Retry(maxRetries = 2, delay = 1, jitter = 0)
        @RetryWhen(exception = PeerFault.class)
        Answer plain();
    }

    @ClientEndpoint
    @RegisterRestClient(configKey = "secret")
    interface SecretUrl {

        @GET
        @Path("/")
        Answer plain();
    }

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://families", configKey = "families")
    interface TwoFamilies {

        @POST
        @Path("/")
        Answer plain();
    }

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://crowd", configKey = "crowd")
    interface Crowd {

        @POST
        @Path("/")
        Answer plain();
    }

    @Inject
    Balancers balancers;

    @Inject
    @RestClient
    Crowd crowd;

    @Inject
    @RestClient
    TwoFamilies families;

    @Inject
    @RestClient
    FaultyPeer peer;

    @Inject
    @RestClient
    FixedUrl fixed;

    @Inject
    @RestClient
    SecretUrl secret;

    @Inject
    Retries retries;

    @BeforeEach
    void know() {
        FaultyInstances.know(peer);
    }

    @AfterEach
    void heal() {
        FaultyInstances.heal(peer, balancers);
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
        long before = retries.of("fixed").made();
        try (LogLines log = new LogLines("client")) {
            assertThatThrownBy(fixed::plain).hasMessageContaining("503");
            assertThat(log.lines()).singleElement().asString().startsWith("WARN service=fixed attempts=3 failed: 127.");
        }
        assertThat(retries.of("fixed").made() - before).isEqualTo(2);
        assertThat(FaultyPeers.REQUESTS)
                .hasSize(3)
                .allSatisfy(request -> assertThat(request).containsIgnoringCase("x-envoy-expected-rq-timeout-ms: "));
    }

    @Test
    void aHostThatPushesBackIsNotAskedAgain() {
        FaultyPeers.allHave(Symptom.PUSHES_BACK);
        assertThatThrownBy(fixed::plain)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.retryAfter()).hasSeconds(2));
        assertThat(FaultyPeers.REQUESTS).hasSize(1);
    }

    @Test
    void thePasswordOfAUrlIsToldToNobody() {
        FaultyPeers.allHave(Symptom.ANSWERS_503);
        try (LogLines log = new LogLines("client")) {
            assertThatThrownBy(secret::plain)
                    .satisfies(failure -> assertThat(failure.getSuppressed())
                            .isNotEmpty()
                            .allSatisfy(attempt -> assertThat(attempt).hasMessageNotContaining("confidential")));
            assertThat(log.lines()).singleElement().asString().doesNotContain("confidential");
        }
        assertThat(FaultyPeers.REQUESTS)
                .allSatisfy(request -> assertThat(request).containsIgnoringCase("authorization: basic"));
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
    void itIsSoForManyFirstCallsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(30);
        try {
            List<Callable<Answer>> calls = Collections.nCopies(30, crowd::plain);
            for (Future<Answer> call : threads.invokeAll(calls)) {
                assertThat(call.get().v()).isEqualTo("well");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Else a request that makes its peer drop the connection would go once over each connection of the pool. */
    @Test
    void aRequestGoesOverOneOldConnectionAndOneNewOne() {
        FaultyPeers.allHave(Symptom.SLOW);
        CompletableFuture<?>[] manyAtOnce = Stream.generate(() -> peer.uni().subscribeAsCompletionStage())
                .limit(30)
                .toArray(CompletableFuture[]::new);
        assertThat(CompletableFuture.allOf(manyAtOnce).handle((all, some) -> "over"))
                .succeedsWithin(Await.PATIENCE);
        FaultyPeers.REQUESTS.clear();
        FaultyPeers.allHave(Symptom.CLOSES);

        assertThatThrownBy(peer::plain);

        assertThat(FaultyPeers.REQUESTS).hasSizeBetween(3, 6); // of three attempts
    }

    @Test
    void oneUniWithTwoSubscribersIsTwoCalls() {
        FaultyPeers.onlyOneHas(Symptom.ANSWERS_503, 0);
        List<Long> before = failed();
        var answer = peer.uni();
        List<CompletableFuture<Answer>> calls =
                Stream.generate(answer::subscribeAsCompletionStage).limit(30).toList();
        calls.forEach(call -> assertThat(call).succeedsWithin(Await.PATIENCE));
        List<Long> after = failed();
        assertThat(IntStream.range(0, 3).filter(index -> !after.get(index).equals(before.get(index))))
                .as("instances that failed")
                .hasSize(1);
    }

    private List<Long> failed() {
        return balancers.of("faulty").orElseThrow().report().stream()
                .map(InstanceReport::failed)
                .toList();
    }
}
