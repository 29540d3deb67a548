package org.acme.kit.discovery;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock and the threads of lookups, given from outside so that tests need not wait. */
interface Steps extends Executor {

    /** Returns the time since an arbitrary start, by a monotonic clock. */
    Duration now();

    /** Runs a step once after a delay, at once if it is negative; the result cancels a step that has not run yet. */
    Runnable in(Duration delay, Runnable step);

    /** Returns the executor on which the current caller continues after a wait. */
    Executor caller();

    /**
     * The one thread that runs the steps of the lookups of all services. Thread-safe.
     *
     * <p>It is no event loop: reading resolv.conf blocks, and some thousand records take milliseconds. It is no worker of a pool:
     * blocking calls may occupy all workers, perhaps while they wait for instances. Its timers do not depend on the wall clock.
     */
    final class DiscoveryThread implements Steps, AutoCloseable {

        private final long start = System.nanoTime();
        private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, steps -> {
            Thread thread = new Thread(steps, "discovery");
            thread.setDaemon(true);
            return thread;
        });

        DiscoveryThread() {
            executor.setRemoveOnCancelPolicy(true);
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            // A step after the end is dropped: its result is not needed any more.
            executor.setRejectedExecutionHandler((step, closed) -> {});
        }

        @Override
        public Duration now() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        @Override
        public void execute(Runnable step) {
            executor.execute(step);
        }

        @Override
        public Runnable in(Duration delay, Runnable step) {
            Future<?> scheduled = executor.schedule(step, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        }

        @Override
        public Executor caller() {
            Context context = Vertx.currentContext();
            return context == null
                    ? Infrastructure.getDefaultExecutor()
                    : step -> context.runOnContext(now -> step.run());
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}
