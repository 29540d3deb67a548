package org.acme.kit.discovery;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that another thread or process does. */
public final class Await {

    /** How long to wait for what must happen. Only a fault lasts so long, however slow the machine is. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    /** Looks until it is so and returns how long that took; fails after {@link #PATIENCE}. */
    public static Duration until(String what, BooleanSupplier isSo) {
        return until(PATIENCE, what, isSo);
    }

    /** Looks until it is so and returns how long that took; fails after {@code bound}. */
    public static Duration until(Duration bound, String what, BooleanSupplier isSo) {
        long start = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - start > bound.toNanos()) {
                fail("not within %s: %s", bound, what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Returns how long something takes. */
    static Duration timed(Runnable something) {
        long start = System.nanoTime();
        something.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
