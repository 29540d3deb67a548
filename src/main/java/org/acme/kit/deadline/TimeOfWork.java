package org.acme.kit.deadline;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The deadline of one unit of work: the default until its first endpoint is called. Thread-safe. */
final class TimeOfWork {

    private final @Nullable Deadline caller;
    private final AtomicBoolean entered = new AtomicBoolean();
    private volatile @Nullable Deadline current;

    TimeOfWork(Deadline current, @Nullable Deadline caller) {
        this.current = current;
        this.caller = caller;
    }

    /** Returns the deadline; null in a stream, where each call has the default of its own. */
    @Nullable
    Deadline current() {
        return current;
    }

    /**
     * Returns the deadline of an endpoint. If the endpoint is the first and has its own, that becomes the deadline of the work.
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

    private static Deadline earlier(Deadline one, Deadline other) {
        return one.end() - other.end() < 0 ? one : other;
    }
}
