package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.faulttolerance.api.RetryWhen;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.acme.kit.balancing.InstanceReport;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.deadline.Deadline;
import org.acme.kit.deadline.DeadlineExceeded;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.discovery.Await;
import org.acme.kit.error.Classification;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is a verdict on an instance and what is none, with the rules of production. */
@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class VerdictsTest {

    /** Has one connection for each instance. */
    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://faulty", configKey = "queued")
    interface Queued {
        @GET
        @Path("/")
        Uni<Answer> uni();
    }

    /** Has a filter that suspends the request, goes on elsewhere, and calls another client meanwhile. */
    @ClientEndpoint
    @RegisterProvider(Elsewhere.class)
    @RegisterRestClient(baseUri = "stork://faulty", configKey = "filtered")
    interface Filtered {
        @GET
        @Path("/")
        @Retry(maxRetries = 2, delay = 1, jitter = 0)
        @RetryWhen(exception = PeerFault.class)
        Uni<Answer> uni();
    }

    /** No client of the kit, with a method of the same name. */
    @RegisterRestClient(baseUri = "stork://faulty", configKey = "filtered")
    interface Other {
        @GET
        @Path("/")
        Uni<Answer> uni();
    }

    public static class Elsewhere implements ResteasyReactiveClientRequestFilter {

        @Inject
        @RestClient
        Other other;

        @Override
        public void filter(ResteasyReactiveClientRequestContext request) {
            request.suspend();
            other.uni()
                    .onItemOrFailure()
                    .transform((answer, failure) -> "whatever")
                    .subscribe()
                    .with(answer -> new Thread(request::resume).start());
        }
    }

    @Inject
    @RestClient
    Queued queued;

    @Inject
    @RestClient
    Filtered filtered;

    @Inject
    @RestClient
    FaultyPeer peer;

    @Inject
    Balancers balancers;

    @Inject
    Deadlines deadlines;

    @Inject
    Vertx vertx;

    @BeforeEach
    void know() {
        FaultyPeers.allHave(Symptom.NONE);
        assertThat(Stream.generate(peer::plain).limit(6)).hasSize(6);
    }

    @AfterEach
    void nothingIsInFlight() {
        FaultyPeers.allHave(Symptom.NONE);
        assertThat(report()).extracting(InstanceReport::inFlight).containsOnly(0);
    }

    private List<InstanceReport> report() {
        return balancers.of("faulty").orElseThrow().report();
    }

    private List<Long> failed() {
        return report().stream().map(InstanceReport::failed).toList();
    }

    @Test
    void theClientsOwnQueueIsItsOverloadAndNoVerdict() {
        List<Long> before = failed();
        FaultyPeers.allHave(Symptom.SLOW);

        List<CompletableFuture<Answer>> calls = Stream.generate(
                        () -> queued.uni().subscribeAsCompletionStage())
                .limit(40)
                .toList();

        List<Throwable> failures = calls.stream()
                .map(call -> catchThrowable(() -> call.get(60, TimeUnit.SECONDS)))
                .filter(failure -> failure != null)
                .map(Throwable::getCause)
                .toList();
        assertThat(failures).isNotEmpty().hasSizeLessThan(40).allSatisfy(failure -> {
            assertThat(Classification.of(failure).problem().status()).isEqualTo(503);
            assertThat(Classification.of(failure).retryAfter()).hasSeconds(1);
        });
        assertThat(failed()).isEqualTo(before);
    }

    @Test
    void callersWithShortDeadlinesEjectNoInstance() {
        List<Long> before = failed();
        FaultyPeers.allHave(Symptom.SLOW);
        for (int call = 0; call < 30; call++) {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()).runOnContext(request -> {
                deadlines.carry(new Deadline(System.nanoTime() + 20_000_000, System::nanoTime));
                peer.uni().subscribe().with(answer::complete, answer::completeExceptionally);
            });
            assertThat(answer)
                    .failsWithin(Await.PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(DeadlineExceeded.class);
        }
        assertThat(failed()).isEqualTo(before);
    }

    @Test
    void aFilterThatSuspendsOrCallsAnotherClientTakesNoAttemptFromTheCall() {
        FaultyPeers.onlyOneHas(Symptom.ANSWERS_503, 1);
        long ejected = report().stream().mapToLong(InstanceReport::ejected).sum();

        for (int call = 0; call < 30; call++) {
            assertThat(filtered.uni().await().atMost(Await.PATIENCE).v()).isEqualTo("well");
        }

        assertThat(report().stream().mapToLong(InstanceReport::ejected).sum()).isGreaterThan(ejected);
    }

    @Test
    void callersThatCancelAtAnyMomentLeaveNothingInFlight() {
        FaultyPeers.allHave(Symptom.SLOW);
        for (int call = 0; call < 60; call++) {
            var running = peer.uni().subscribe().with(answer -> {}, failure -> {});
            if (call % 3 == 1) {
                Thread.yield();
            } else if (call % 3 == 2) {
                peer.plain();
            }
            running.cancel();
        }
        FaultyPeers.allHave(Symptom.NONE);
        assertThat(Stream.generate(peer::plain).limit(6)).hasSize(6);
    }
}
