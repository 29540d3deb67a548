package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.faulttolerance.api.RetryWhen;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.acme.kit.balancing.InstanceReport;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.discovery.Await;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.faulttolerance.ExecutionContext;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.FallbackHandler;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time-outs of Fault Tolerance, which ends no attempt itself: the next one or the end of the call does. */
@QuarkusTest
@TestProfile(TimeOutsTest.Patience.class)
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class TimeOutsTest {

    public static class Patience implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.rest-client.kit-patient.read-timeout", "600000");
        }
    }

    /** Has no read time-out that ends an attempt before Fault Tolerance does. */
    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://faulty", configKey = "kit-patient")
    interface Patient {
        @GET
        @Path("/")
        @Timeout(500)
        @Fallback(SpareUni.class)
        Uni<Answer> uniOrSpare();

        @GET
        @Path("/")
        @Timeout(500)
        @Fallback(Spare.class)
        Answer plainOrSpare();

        @GET
        @Path("/")
        @Timeout(500)
        @Retry(maxRetries = 2, delay = 1, jitter = 0)
        @RetryWhen(exception = PeerFault.class)
        Answer retried();

        @GET
        @Path("/")
        @Timeout(500)
        Answer once();

        @GET
        @Path("/")
        @Timeout(60_000)
        Answer unhurried();

        @GET
        @Path("/")
        @Fallback(Spare.class)
        Answer untimedOrSpare();
    }

    static class Spare implements FallbackHandler<Answer> {
        @Override
        public Answer handle(ExecutionContext context) {
            return new Answer("spare");
        }
    }

    static class SpareUni implements FallbackHandler<Uni<Answer>> {
        @Override
        public Uni<Answer> handle(ExecutionContext context) {
            return Uni.createFrom().item(new Answer("spare"));
        }
    }

    @Inject
    @RestClient
    Patient patient;

    @Inject
    @RestClient
    FaultyPeer peer;

    @Inject
    Balancers balancers;

    @BeforeEach
    void know() {
        assertThat(Stream.generate(patient::retried).limit(3)).hasSize(3);
        FaultyInstances.know(peer);
    }

    @AfterEach
    void heal() {
        assertThat(sumOf(InstanceReport::inFlight)).isZero();
        FaultyInstances.heal(peer, balancers);
    }

    private long sumOf(ToLongFunction<InstanceReport> what) {
        return FaultyInstances.sumOf(what, balancers);
    }

    private long failed() {
        return sumOf(InstanceReport::failed);
    }

    @Test
    void anAttemptThatAFallbackReplacesIsAFailureAndIsNotInFlightForEver() {
        long before = failed();
        FaultyPeers.allHave(Symptom.HANGS);

        assertThat(patient.uniOrSpare().await().atMost(Await.PATIENCE).v()).isEqualTo("spare");
        assertThat(failed()).isEqualTo(before + 1);
        assertThat(sumOf(InstanceReport::inFlight)).isZero();

        assertThat(patient.plainOrSpare().v()).isEqualTo("spare");
        assertThat(failed()).isEqualTo(before + 2);
    }

    @Test
    void aTimeOutOfAMethodThatBlocksIsAFailure() {
        long before = failed();
        FaultyPeers.allHave(Symptom.HANGS);

        assertThat(catchThrowable(patient::once))
                .isInstanceOf(org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException.class);
        assertThat(failed()).isEqualTo(before + 1);

        // Fault Tolerance makes the second attempt on this thread or on another, as it happens.
        assertThat(Stream.generate(() -> catchThrowable(patient::retried)).limit(2))
                .extracting(Throwable::getSuppressed)
                .allSatisfy(attempts -> assertThat(attempts).hasSize(3));
        assertThat(failed()).isEqualTo(before + 7);
    }

    @Test
    void aHangingPeerCostsAMethodThatBlocksNothing() {
        FaultyPeers.onlyOneHas(Symptom.HANGS, 1);
        assertThat(Stream.generate(patient::retried).limit(9))
                .extracting(Answer::v)
                .containsOnly("well");
    }

    /** As when a pool of threads is shut down. */
    @Test
    void aCallerThatIsInterruptedIsNoVerdict() throws InterruptedException {
        long before = failed();
        FaultyPeers.allHave(Symptom.HANGS);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread caller = new Thread(() -> failure.complete(catchThrowable(patient::unhurried)));
        caller.start();
        awaitRequest();

        caller.interrupt();

        assertThat(failure)
                .succeedsWithin(Await.PATIENCE)
                .satisfies(thrown -> assertThat(PeerFault.unwrapped(thrown)).isInstanceOf(InterruptedException.class));
        assertThat(failed()).isEqualTo(before);
        assertThat(sumOf(InstanceReport::inFlight)).isZero();
    }

    /** A time-out around the caller, for instance: a deadline that is none of the call's is no verdict. */
    @Test
    void anInterruptionOfTheCallerIsNoFailureThoughAFallbackAnswers() throws Exception {
        long before = failed();
        FaultyPeers.allHave(Symptom.HANGS);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread caller = new Thread(() -> answer.complete(patient.untimedOrSpare()));
        caller.start();
        awaitRequest();

        caller.interrupt();

        assertThat(answer).succeedsWithin(Await.PATIENCE).isEqualTo(new Answer("spare"));
        assertThat(failed()).isEqualTo(before);
        assertThat(sumOf(InstanceReport::inFlight)).isZero();
    }

    private static void awaitRequest() {
        Await.until("a request", () -> !FaultyPeers.REQUESTS.isEmpty());
    }
}
