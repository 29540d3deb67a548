package org.acme.kit.client;

import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.subscription.Cancellable;
import java.net.ConnectException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.acme.kit.balancing.BalancedInstance;
import org.acme.kit.balancing.TriedInstances;
import org.acme.kit.balancing.Verdict;
import org.acme.kit.deadline.Deadline;
import org.jspecify.annotations.Nullable;

/** Is one call to a service with all its attempts, which follow one another. Thread-safe. */
final class Call implements TriedInstances {

    private final Deadline deadline;
    private final Retries retries;
    private final Set<Long> tried = new HashSet<>();
    private final Span span = Span.current();
    private final List<AttemptFailed> attempts = new ArrayList<>();

    private String service = "";
    private @Nullable BalancedInstance instance;
    private @Nullable Throwable lastFailure;
    private boolean pushedBack;
    private Cancellable running = () -> {};
    private boolean over;

    Call(Deadline deadline, Retries retries) {
        this.deadline = deadline;
        this.retries = retries;
    }

    /** Learns which service an instance is about to be picked of. */
    synchronized Call to(String asked) {
        service = asked;
        return this;
    }

    @Override
    public synchronized boolean contains(long id) {
        return tried.contains(id);
    }

    /**
     * Takes what was picked for the next attempt.
     *
     * @throws RetryRefused if there is to be no further attempt
     */
    @Override
    public BalancedInstance picks(BalancedInstance picked) {
        // @Timeout begins the next attempt without a word about the one before.
        ended(Verdict.LATE, "had not answered when its time was up");
        return begins(picked);
    }

    private synchronized BalancedInstance begins(BalancedInstance picked) {
        BalancedInstance once = picked.forOneCall();
        String refused = refusal(picked);
        if (!refused.isEmpty()) {
            once.ended(Verdict.UNKNOWN);
            throw new RetryRefused(refused);
        }
        tried.add(picked.getId());
        instance = once;
        return once;
    }

    private String refusal(BalancedInstance picked) {
        ServiceRetries ofService = retries.of(service);
        if (attempts.isEmpty()) {
            ofService.called();
            return "";
        }
        // One that pushes back, or has been asked already, is picked only if there is no other.
        if (pushedBack && (tried.contains(picked.getId()) || picked.isPushingBack())) {
            return "every instance pushes back";
        }
        if (lastFailure instanceof ConnectException) {
            // Nobody had any work with that attempt, so the next one is no further load.
            ofService.madeForFree();
            return "";
        }
        return ofService.tryRetry() ? "" : "the retry budget is spent";
    }

    /** Remembers how to stop the attempt that is under way. */
    synchronized void runs(Cancellable attempt) {
        running = attempt;
        if (over) {
            attempt.cancel();
        }
    }

    /** Tells whether nobody waits for this call any more. */
    synchronized boolean isOver() {
        return over;
    }

    /** Stops, because the caller has hung up or the time is up; the two are not the same for the instance. */
    void abandon() {
        Cancellable attempt;
        synchronized (this) {
            over = true;
            attempt = running;
        }
        attempt.cancel();
        if (deadline.isSpent()) {
            ended(Verdict.LATE, "had not answered when the time was up");
        } else {
            ended(Verdict.UNKNOWN, null);
        }
    }

    /** Takes the answer in that ends the call. */
    void answered() {
        ended(Verdict.ANSWERED, null);
    }

    /** Takes the failure of an attempt in, or of what should have become one. */
    void failed(Throwable failure) {
        if (failure instanceof RetryRefused) {
            return;
        }
        Pushback pushback = Pushback.of(failure, InstantSource.system());
        synchronized (this) {
            lastFailure = failure;
            pushedBack = pushback != null;
            if (instance != null && pushback != null) {
                instance.pushedBack(pushback.pause());
            }
        }
        ended(pushback == null ? verdict(failure) : Verdict.ANSWERED, AttemptFailed.reason(failure));
    }

    /** A time-out, or a peer's own 504, says little of the instance if it is the caller who gave it no more time. */
    private Verdict verdict(Throwable failure) {
        Verdict verdict = Verdict.of(failure);
        return verdict == Verdict.FAILED && deadline.isSpent() ? Verdict.LATE : verdict;
    }

    private void ended(Verdict verdict, @Nullable String reason) {
        BalancedInstance last;
        synchronized (this) {
            last = instance;
            instance = null;
            if (last != null && reason != null) {
                attempts.add(new AttemptFailed(last.socketAddress(), reason));
                AttemptEvent.failed(span, attempts.size(), last.socketAddress(), reason);
            }
        }
        if (last != null) {
            last.ended(verdict);
        }
    }

    /** Returns what is known of this call when it has failed. */
    synchronized Ended end(Throwable failure) {
        Throwable cause = failure instanceof RetryRefused && lastFailure != null ? lastFailure : failure;
        String refused = failure instanceof RetryRefused ? failure.getMessage() : "";
        return new Ended(service, List.copyOf(attempts), refused, cause);
    }

    /**
     * Is how a call ended that failed.
     *
     * @param service empty if no instance was asked for
     * @param refused why there was no further attempt, empty if none was asked for
     */
    record Ended(String service, List<AttemptFailed> attempts, String refused, Throwable cause) {}
}
