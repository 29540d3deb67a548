package org.acme.kit.client;

import io.opentelemetry.api.trace.Span;
import java.util.HashSet;
import java.util.Set;
import org.acme.kit.balancing.BalancedInstance;
import org.acme.kit.balancing.TriedInstances;
import org.acme.kit.balancing.Verdict;
import org.jspecify.annotations.Nullable;

/** Is one call to a service with all its attempts, which follow one another. */
final class Call implements TriedInstances {

    private final Set<Long> tried = new HashSet<>();
    private final Span span = Span.current();
    private volatile @Nullable BalancedInstance instance;
    private volatile int attempts;

    @Override
    public synchronized boolean contains(long id) {
        return tried.contains(id);
    }

    @Override
    public synchronized BalancedInstance picks(BalancedInstance picked) {
        tried.add(picked.getId());
        BalancedInstance once = picked.forOneCall();
        instance = once;
        attempts++;
        return once;
    }

    /** Tells the instance of the last attempt, and the trace, how it failed. */
    void failed(Throwable failure) {
        Verdict verdict = Verdict.of(failure);
        BalancedInstance last = instance;
        if (verdict == Verdict.FAILED && last != null) {
            AttemptEvent.failed(span, attempts, last, failure);
        }
        ended(verdict);
    }

    /** Tells the instance of the last attempt how it ended. */
    void ended(Verdict verdict) {
        BalancedInstance last = instance;
        if (last != null) {
            last.ended(verdict);
        }
    }
}
