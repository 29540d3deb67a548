package org.acme.kit.client;

import java.util.concurrent.atomic.LongAdder;

/** Internal: is the retries of one service. Thread-safe, without a lock. */
public final class ServiceRetries {

    private final LongAdder made = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final RetryBudget budget;

    ServiceRetries(RetryBudget budget) {
        this.budget = budget;
    }

    void called() {
        budget.called();
    }

    boolean tryRetry() {
        boolean may = budget.tryRetry();
        (may ? made : refused).increment();
        return may;
    }

    void madeForFree() {
        made.increment();
    }

    /** Returns how many retries were made. */
    public long made() {
        return made.sum();
    }

    /** Returns how many calls failed that a retry might have saved, had the budget not been spent. */
    public long refused() {
        return refused.sum();
    }

    /** Returns how many retries may be made at once. */
    public long budget() {
        return budget.left();
    }
}
