package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
            Uni<?> answer = (Uni<?>) work.attempt(call());
            answer.subscribe().with(item -> {}, failure -> {});
        } catch (CallEnded before) {
            // The call ended first.
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private InvocationContext call() {
        return (InvocationContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (proxy, method, arguments) -> endless);
    }
}
