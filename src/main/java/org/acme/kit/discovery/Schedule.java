package org.acme.kit.discovery;

import java.time.Duration;

/** Runs something later; where time comes in, so that tests need not wait. */
@FunctionalInterface
interface Schedule {

    /**
     * Runs a task once after a delay.
     *
     * @return cancels the task if it has not run yet
     */
    Runnable in(Duration delay, Runnable task);
}
