package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.discovery.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningWorkTest {

    private static final int ROUNDS = 20_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final CyclicBarrier start = new CyclicBarrier(2);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Uni<String> endless = Uni.createFrom().<String>emitter(caller -> {
        running.incrementAndGet();
        caller.onTermination(running::decrementAndGet);
    });
    private final Uni<String> broken = Uni.createFrom()
            .emitter(caller -> caller.onTermination(() -> {
                throw new IllegalStateException("clean-up");
            }));

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void isCancelledWheneverTheCallEnds() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            RunningWork work = new RunningWork(ended::incrementAndGet);
            CompletableFuture<Void> attempt = run(() -> attempt(work));
            CompletableFuture<Void> stop = run(work::stop);

            CompletableFuture.allOf(attempt, stop).get(60, TimeUnit.SECONDS);

            assertThat(running).as("running after round %s", round).hasValue(0);
            assertThat(ended).as("ended after round %s", round).hasValue(round);
        }
    }

    /** Whoever waits for the attempt, a bulkhead for instance, must hear of its end. */
    @Test
    void tellsTheEndOfAnAttemptWhoseCleanUpFails() throws Exception {
        RunningWork work = new RunningWork(ended::incrementAndGet);
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        ((Uni<?>) work.attempt(call(broken))).subscribe().with(item -> {}, told::complete);

        assertThatThrownBy(work::stop).hasMessage("clean-up");

        assertThat(told).isCompletedWithValueMatching(CallEnded.class::isInstance);
        assertThat(ended).hasValue(1);
    }

    @Test
    void beginsTheNextAttemptThoughTheCleanUpOfTheOneBeforeFails() throws Exception {
        RunningWork work = new RunningWork(ended::incrementAndGet);
        ((Uni<?>) work.attempt(call(broken))).subscribe().with(item -> {}, failure -> {});

        Uni<?> next = (Uni<?>) work.attempt(call(Uni.createFrom().item("x")));

        assertThat(next.await().atMost(Await.PATIENCE)).isEqualTo("x");
    }

    private CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        start.await(60, TimeUnit.SECONDS);
                    } catch (Exception broken) {
                        throw new IllegalStateException(broken);
                    }
                    task.run();
                },
                threads);
    }

    private void attempt(RunningWork work) {
        try {
            Uni<?> answer = (Uni<?>) work.attempt(call(endless));
            answer.subscribe().with(item -> {}, failure -> {});
        } catch (CallEnded before) {
            // The call ended first.
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private InvocationContext call(Uni<String> answer) {
        return (InvocationContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (proxy, method, arguments) -> answer);
    }
}
