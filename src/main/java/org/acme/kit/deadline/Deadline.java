package org.acme.kit.deadline;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The moment from which on the answer to a request is of no use any more. Immutable.
 *
 * @param end that moment on the clock, in nanoseconds
 * @param nanoTime the clock, such as {@link System#nanoTime}: it never jumps, and only differences of its values have a meaning
 */
public record Deadline(long end, LongSupplier nanoTime) {

    /** Returns the deadline that is this many milliseconds from now, 0 or more. */
    static Deadline in(long millis, LongSupplier nanoTime) {
        return new Deadline(nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis), nanoTime);
    }

    /** Returns the whole milliseconds that are left, 0 or more: rounded down, so that passing them on extends nothing. */
    public long millis() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - nanoTime.getAsLong()));
    }

    /** Tells whether less than a millisecond is left: too little to begin anything. */
    public boolean isSpent() {
        return millis() == 0;
    }

    /**
     * Returns the whole milliseconds that are left, 1 or more.
     *
     * @throws DeadlineExceeded if the deadline is spent
     */
    public long requireMillis() {
        long left = millis();
        if (left == 0) {
            throw new DeadlineExceeded(
                    "No time was left to begin: the caller's time, or kit.deadline.default, was used up");
        }
        return left;
    }

    /**
     * Checks an answer that has come: does nothing if the deadline is not over.
     *
     * @throws DeadlineExceeded if it is over; the answer is not used any more, and what it changed is to be undone
     */
    void requireAnswered() {
        if (end - nanoTime.getAsLong() < 0) {
            throw new DeadlineExceeded("The time was up when the answer was there");
        }
    }

    private static Deadline earlier(Deadline one, Deadline other) {
        return one.end - other.end < 0 ? one : other;
    }

    /** The deadline of one unit of work: the default until its first endpoint is called. Thread-safe. */
    static final class OfWork {

        private final @Nullable Deadline caller;
        private final AtomicBoolean entered = new AtomicBoolean();
        private volatile @Nullable Deadline current;

        OfWork(Deadline current, @Nullable Deadline caller) {
            this.current = current;
            this.caller = caller;
        }

        /** Returns the deadline; null in a stream, where each call has the default of its own. */
        @Nullable
        Deadline current() {
            return current;
        }

        /**
         * Returns the deadline of an endpoint. If the endpoint is the first and has its own, that becomes the deadline of the
         * work.
         *
         * @param own the deadline that is configured for the endpoint, null for none
         * @param left the deadline of the work
         */
        Deadline entering(@Nullable Deadline own, Deadline left) {
            boolean first = entered.compareAndSet(false, true);
            if (own == null) {
                return left;
            }
            if (!first) {
                return earlier(own, left);
            }
            Deadline decided = caller == null ? own : earlier(own, caller);
            current = decided;
            return decided;
        }

        void enteringStream() {
            if (entered.compareAndSet(false, true)) {
                current = caller;
            }
        }
    }
}
