package org.acme.kit.client;

import io.smallrye.mutiny.TimeoutException;
import java.net.ConnectException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.acme.kit.balancing.BalancedInstance;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.client.FailedCall.FailedAttempts;
import org.acme.kit.client.FailedCall.NoFurtherAttempt;
import org.acme.kit.deadline.Deadline;
import org.jspecify.annotations.Nullable;

/** One call to a service with all its attempts, which follow one another. Thread-safe. */
final class Call {

    private final Deadline deadline;
    private final Retries retries;
    private final BiPredicate<String, Predicate<BalancedInstance>> hasLeft;
    private final CallContext context;
    private final Set<String> tried = new HashSet<>();
    private final FailedAttempts failed = new FailedAttempts();
    private final CallContext.Pause pause = new CallContext.Pause();

    private String service;
    private boolean counted;
    private volatile @Nullable Attempt current;
    private @Nullable Throwable lastFailure;
    private boolean pushedBack;
    private String refused = "";
    private volatile boolean over;

    /**
     * Begins a call.
     *
     * @param name the name that the call is counted under, unless it goes to a service of Stork
     * @param hasLeft tests whether a service may have an instance that was not tried and does not push back
     * @param context makes the context that the attempts run on
     */
    Call(
            String name,
            Deadline deadline,
            Retries retries,
            BiPredicate<String, Predicate<BalancedInstance>> hasLeft,
            Function<Call, CallContext> context) {
        this.service = name;
        this.deadline = deadline;
        this.retries = retries;
        this.hasLeft = hasLeft;
        this.context = context.apply(this);
    }

    Deadline deadline() {
        return deadline;
    }

    /** Returns the context that all attempts run on. */
    CallContext context() {
        return context;
    }

    /** Returns the pause of a caller that blocks between two attempts. */
    CallContext.Pause pause() {
        return pause;
    }

    /** Tells whether the call is not over and its deadline has not passed. */
    synchronized boolean isWaitedFor() {
        return !over && !deadline.isSpent();
    }

    /** Begins an attempt, before an instance is picked; null if there may be none: then the call ends with the last failure. */
    @Nullable
    Attempt next() {
        endUnfinished(); // @Timeout lets the next attempt begin without ending the one before
        synchronized (this) {
            refuse(refusal());
            current = refused.isEmpty() ? new Attempt(this) : null;
            return current;
        }
    }

    /** Lets no further attempt be made, unless the reason is empty. */
    private void refuse(String reason) {
        refused = reason;
        if (lastFailure != null) {
            NoFurtherAttempt.noteIn(lastFailure, reason);
        }
    }

    private String refusal() {
        if (over || !refused.isEmpty()) {
            return over ? "the call is over" : refused;
        }
        if (lastFailure == null || failed.isNone()) {
            return "";
        }
        if (pushedBack && !hasLeft.test(service, this::hasTried)) {
            return "every instance pushes back";
        }
        if (PeerFault.unwrapped(lastFailure) instanceof ConnectException) {
            // No instance received that attempt, so another one adds no load.
            retries.of(service).countFree();
            return "";
        }
        return retries.of(service).tryWithdraw() ? "" : "the retry budget is spent";
    }

    /** Returns the failure of the last attempt; a cancellation if there is none. */
    synchronized Throwable lastFailure() {
        return lastFailure == null ? new CancellationException("The caller has cancelled") : lastFailure;
    }

    /** Tells whether an attempt was made at this instance. */
    synchronized boolean hasTried(BalancedInstance instance) {
        return tried.contains(instance.address());
    }

    /** Records where an attempt goes, and counts the call once; the service name is empty if it is no service of Stork. */
    synchronized void picked(String name, Attempt attempt) {
        service = name.isEmpty() ? service : name;
        tried.add(attempt.address());
        if (!counted) {
            counted = true;
            retries.of(service).deposit();
        }
    }

    /** Ends an attempt that has an answer. */
    void answered(Attempt attempt) {
        end(attempt, Outcome.answered(attempt));
    }

    /** Ends an attempt that failed; returns the failure for the caller. */
    Throwable failed(Attempt attempt, Throwable failure) {
        Outcome outcome = Outcome.of(attempt, failure);
        end(attempt, outcome);
        return outcome.failure() == null ? failure : outcome.failure();
    }

    private void end(Attempt attempt, Outcome outcome) {
        if (!attempt.end(outcome.verdict(), outcome.pushback())) {
            return;
        }
        synchronized (this) {
            current = current == attempt ? null : current;
            lastFailure = outcome.failure();
            pushedBack = outcome.pushback() != null;
            failed.add(attempt.address(), lastFailure == null ? null : FailedCall.reason(lastFailure));
            refuse(lastFailure == null ? "" : attempt.sending().refusal(lastFailure));
        }
    }

    /** Stops the call: the caller has cancelled, or the deadline has passed. */
    void abandon() {
        abandon(new CancellationException("The caller has cancelled"));
    }

    /** Stops the call; a caller that blocks gets this reason. */
    void abandon(Throwable why) {
        over = true;
        boolean late = deadline.isSpent();
        Attempt last = current;
        Verdict verdict = late && last != null && last.hadItsTime() ? Verdict.FAILED : Verdict.UNKNOWN;
        endUnfinished(verdict, late ? "had not answered when the time was up" : null, () -> why);
        pause.stop(why);
    }

    private void endUnfinished() {
        endUnfinished(Verdict.FAILED, "had not answered when its time was up", TimeoutException::new);
    }

    private void endUnfinished(Verdict verdict, @Nullable String reason, Supplier<Throwable> cause) {
        Attempt last = current;
        if (last != null && last.end(verdict, null)) {
            Throwable why = cause.get(); // not before: mostly none is needed, and a stack trace costs much
            last.sending().abort(why);
            synchronized (this) {
                current = null;
                failed.add(last.address(), reason);
                lastFailure = reason == null ? lastFailure : why;
                refuse(last.sending().refusal(why));
            }
        }
    }

    /** Ends the call and an attempt that has not ended; returns its failed attempts. */
    FailedCall end() {
        endUnfinished();
        synchronized (this) {
            over = true;
            return new FailedCall(service, failed.all(), refused);
        }
    }
}
