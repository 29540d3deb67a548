package org.acme.kit.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

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

    /**
     * Bounds the retries of one service to a share of its calls, so that a service in trouble does not get a multiple of its load.
     *
     * <p>Each call puts a share of a retry in, each retry takes a whole one out; what was put in or taken out is forgotten after ten
     * seconds. On top of it there is a reserve for each second, or a service that is called seldom could never retry (Finagle's
     * {@code RetryBudget}, whose numbers are the defaults: 20%, 10 a second, 10 s).
     *
     * <p>Thread-safe, without a lock: threads that retry at the very same moment may overdraw it by one each.
     */
    static final class RetryBudget {

        private static final int SECONDS = 10;
        private static final int WHOLE = 100;
        private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

        private final int percent;
        private final int perSecond;
        private final LongSupplier nanoTime;
        private final long start;

        /** One balance for each second of the window: the number of the second above, the hundredths below. */
        private final AtomicLongArray balances = new AtomicLongArray(SECONDS);

        RetryBudget(int percent, int perSecond, LongSupplier nanoTime) {
            this.percent = percent;
            this.perSecond = perSecond;
            this.nanoTime = nanoTime;
            this.start = nanoTime.getAsLong();
        }

        /** Takes a call in that is no retry. */
        void called() {
            add(percent);
        }

        /** Takes a retry out; false if there is none left. */
        boolean tryRetry() {
            if (hundredths() < WHOLE) {
                return false;
            }
            add(-WHOLE);
            return true;
        }

        /** Returns how many retries are left. */
        long left() {
            return Math.max(0, hundredths() / WHOLE);
        }

        private long hundredths() {
            int now = second();
            long sum = (long) WHOLE * perSecond * SECONDS;
            for (int index = 0; index < SECONDS; index++) {
                long balance = balances.get(index);
                if (now - secondOf(balance) < SECONDS) {
                    sum += hundredthsOf(balance);
                }
            }
            return sum;
        }

        private void add(int hundredths) {
            int now = second();
            balances.accumulateAndGet(
                    now % SECONDS,
                    hundredths,
                    (balance, more) -> balance(now, more + (secondOf(balance) == now ? hundredthsOf(balance) : 0)));
        }

        private int second() {
            return (int) ((nanoTime.getAsLong() - start) / NANOS);
        }

        private static long balance(int second, long hundredths) {
            return (long) second << 32 | hundredths & 0xffff_ffffL;
        }

        private static int secondOf(long balance) {
            return (int) (balance >> 32);
        }

        private static int hundredthsOf(long balance) {
            return (int) balance;
        }
    }
}
