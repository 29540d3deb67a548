package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.discovery.Await;
import org.acme.kit.error.Unavailable;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.Test;

/** Work ends with its caller, also where SmallRye Fault Tolerance stands between the two; the limit of each endpoint is 1. */
@QuarkusTest
class CancelledWorkTest {

    @Inject
    CancelledEndpoints.KitTimedEndpoint timed;

    @Inject
    CancelledEndpoints.KitRetriedEndpoint retried;

    @Inject
    CancelledEndpoints.KitBrokenEndpoint broken;

    @Inject
    CancelledEndpoints.KitBulkheadEndpoint bulkhead;

    @Inject
    CancelledEndpoints.KitWorkerEndpoint worker;

    @Inject
    CancelledEndpoints.KitShortEndpoint brief;

    @Inject
    CancelledEndpoints.KitShortRetriedEndpoint briefRetried;

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void endsWithItsCallerThoughFaultToleranceStandsBetween() {
        for (CancelledEndpoints.Later endpoint : List.of(timed, retried, broken, bulkhead)) {
            begun.set(0);
            for (int caller = 0; caller < 20; caller++) {
                endpoint.call(this::work).subscribe().with(answer -> {}).cancel();
            }

            assertThat(begun).as("begun at %s", endpoint).hasValue(20);
            assertThat(running).as("running at %s", endpoint).hasValue(0);
            assertThat(most).as("at the same time at %s", endpoint).hasValue(1);
            assertThat(await(endpoint.call(() -> Uni.createFrom().item("served"))))
                    .isEqualTo("served");
        }
    }

    @Test
    void keepsItsSlotUntilItsThreadHasLeft() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<Void> left = new CompletableFuture<>();
        var caller = worker.call(() -> {
                    entered.countDown();
                    awaitUninterruptibly(leave);
                    left.complete(null);
                    return Uni.createFrom().deferred(this::work);
                })
                .subscribe()
                .with(answer -> {});
        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();

        caller.cancel();

        assertThatThrownBy(() -> await(worker.call(() -> Uni.createFrom().item("x"))))
                .isInstanceOf(Unavailable.class);
        leave.countDown();
        left.get(60, TimeUnit.SECONDS);
        assertThat(await(worker.call(() -> Uni.createFrom().item("served"))
                        .onFailure(Unavailable.class)
                        .retry()
                        .withBackOff(Duration.ofMillis(1))
                        .indefinitely()))
                .isEqualTo("served");
        assertThat(begun).as("begun after the caller had gone").hasValue(0);
    }

    @Test
    void endsWhenItsTimeIsUp() {
        assertThatThrownBy(() -> await(brief.call(this::work))).isInstanceOf(TimeoutException.class);

        assertThat(begun).hasValue(1);
        assertThat(running).hasValue(0);
        assertThat(await(brief.call(() -> Uni.createFrom().item("served")))).isEqualTo("served");
    }

    @Test
    void endsBeforeTheNextAttemptBegins() {
        assertThatThrownBy(() -> await(briefRetried.call(this::work))).isInstanceOf(TimeoutException.class);

        assertThat(begun).hasValue(3);
        assertThat(most).hasValue(1);
        assertThat(running).hasValue(0);
    }

    /** Never answers, and counts itself until it is cancelled. */
    private Uni<String> work() {
        begun.incrementAndGet();
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        return Uni.createFrom().<String>nothing().onCancellation().invoke(running::decrementAndGet);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException again) {
                // as code that does not hear of it
            }
        }
    }

    private static String await(Uni<String> answer) {
        return answer.await().atMost(Await.PATIENCE);
    }
}
