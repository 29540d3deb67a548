package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.faulttolerance.api.RetryWhen;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.deadline.Deadline;
import org.acme.kit.deadline.DeadlineExceeded;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.discovery.Await;
import org.acme.kit.telemetry.OtlpReceiver;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the calls of a job, which is no request and has a thread of its own, tell the peer. */
@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@WithTestResource(value = OtlpReceiver.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class JobCallTest {

    /** Nothing else calls this service, whose DNS is slow: the call here is its first. */
    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://first", configKey = "first")
    interface First {

        @GET
        @Path("/")
        Answer plain();
    }

    /** Backs off for longer than any test waits. */
    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://faulty", configKey = "faulty")
    interface Patient {

        @GET
        @Path("/")
        @Retry(maxRetries = 1, delay = 150_000, jitter = 0)
        @RetryWhen(exception = PeerFault.class)
        Answer plain();
    }

    @Inject
    @RestClient
    Patient patient;

    @Inject
    Deadlines deadlines;

    @Inject
    Vertx vertx;

    @Inject
    @RestClient
    FaultyPeer peer;

    @Inject
    @RestClient
    First first;

    @Inject
    Tracer tracer;

    @ConfigProperty(name = "kit.deadline.default")
    Duration deadline;

    @BeforeEach
    void heal() {
        FaultyPeers.allHave(Symptom.NONE);
        FaultyPeers.REQUESTS.clear();
    }

    @Test
    void theDeadlineEndsABackOffThatBlocksItsThread() {
        FaultyPeers.allHave(Symptom.ANSWERS_503);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()).<Void>executeBlocking(() -> {
            deadlines.carry(new Deadline(System.nanoTime() + 2_000_000_000, System::nanoTime));
            failure.complete(catchThrowable(patient::plain));
            interrupted.complete(Thread.currentThread().isInterrupted());
            return null;
        });

        assertThat(failure)
                .succeedsWithin(Await.PATIENCE)
                .satisfies(late -> assertThat(late).isInstanceOf(DeadlineExceeded.class));
        assertThat(interrupted).succeedsWithin(Await.PATIENCE).isEqualTo(false);
    }

    static Stream<Consumer<FaultyPeer>> methods() {
        return Stream.of(
                FaultyPeer::plain,
                peer -> peer.uni().await().indefinitely(),
                peer -> peer.stage().toCompletableFuture().join());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyAttemptCarriesTheTraceOfTheJob(Consumer<FaultyPeer> method) {
        FaultyPeers.allHave(Symptom.ANSWERS_503);
        Span job = tracer.spanBuilder("job").startSpan();

        try (Scope inside = job.makeCurrent()) {
            assertThatException().isThrownBy(() -> method.accept(peer));
        }
        job.end();

        assertThat(FaultyPeers.REQUESTS)
                .hasSize(3)
                .allSatisfy(request -> assertThat(request)
                        .containsIgnoringCase(
                                "traceparent: 00-" + job.getSpanContext().getTraceId() + "-"));
    }

    /** What a job finds where an answer came. */
    record Found(Object requestId, String span, @Nullable Call call, boolean anewEachTime) {}

    private Found found() {
        return new Found(
                MDC.get("requestId"),
                Span.current().getSpanContext().getSpanId(),
                CallContext.current(),
                deadlines.current() != deadlines.current());
    }

    /** Three calls, each of which begins where the answer of the one before came. */
    static Stream<BiFunction<FaultyPeer, Supplier<Found>, CompletionStage<List<Found>>>> chains() {
        return Stream.of(
                (peer, found) -> Multi.createFrom()
                        .range(0, 3)
                        .onItem()
                        .transformToUniAndConcatenate(call -> peer.uni().map(answer -> found.get()))
                        .collect()
                        .asList()
                        .subscribeAsCompletionStage(),
                (peer, found) -> peer.stage()
                        .thenApply(answer -> found.get())
                        .thenCompose(first -> peer.stage().thenApply(answer -> List.of(first, found.get())))
                        .thenCompose(
                                two -> peer.stage().thenApply(answer -> List.of(two.get(0), two.get(1), found.get()))));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void callsThatFollowOneAnotherHaveOneIdAndOneTraceButADeadlineEach(
            BiFunction<FaultyPeer, Supplier<Found>, CompletionStage<List<Found>>> chain) {
        Span job = tracer.spanBuilder("job").startSpan();
        MDC.put("requestId", "id-10");
        try (Scope inside = job.makeCurrent()) {
            assertThat(chain.apply(peer, this::found).toCompletableFuture())
                    .succeedsWithin(Await.PATIENCE)
                    .asInstanceOf(list(Found.class))
                    .hasSize(3)
                    .containsOnly(new Found("id-10", job.getSpanContext().getSpanId(), null, true));
        } finally {
            MDC.remove("requestId");
            job.end();
        }
        assertThat(FaultyPeers.REQUESTS)
                .hasSize(3)
                .allSatisfy(request -> assertThat(request)
                        .containsIgnoringCase("x-request-id: id-10")
                        .containsIgnoringCase(
                                "traceparent: 00-" + job.getSpanContext().getTraceId() + "-"));
    }

    @Test
    void theFirstCallSendsItsIdAndTheTimeThatIsLeftAfterTheWaitForDns() {
        MDC.put("requestId", "id-9");
        try {
            assertThat(first.plain().v()).isEqualTo("well");
        } finally {
            MDC.remove("requestId");
        }

        String request = FaultyPeers.REQUESTS.element();
        assertThat(request).containsIgnoringCase("x-request-id: id-9");
        String told = request.replaceAll("(?is).*\r\nx-envoy-expected-rq-timeout-ms: (\\d+)\r\n.*", "$1");
        assertThat(Long.parseLong(told))
                .isPositive()
                .isLessThanOrEqualTo(deadline.minus(FaultyPeers.DNS_TAKES).toMillis());
    }
}
