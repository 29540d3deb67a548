package org.acme.kit.balancing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.acme.kit.balancing.Standing.State;
import org.jspecify.annotations.Nullable;

/**
 * Keeps how one instance does, across all refreshes in which it is named: a circuit breaker of its own.
 *
 * <p>While it is ejected only the trial call counts: those that were under way say what was known before. The lock is held for
 * a few additions and never while the listener is called.
 */
final class Health {

    /** Is one step from a standing to another. */
    record Change(Health health, Standing before, Standing after) {

        boolean isEjection() {
            return !after.isAvailable() && (before.isAvailable() || before.ejection() != after.ejection());
        }
    }

    /** Is what was counted since the instance was first seen. */
    record Totals(long picked, long answered, long failed, long ejected) {}

    /** Ordinary calls carry this number, trial calls one of their own. */
    static final long NO_PROBE = 0;

    private static final long NEVER = Long.MIN_VALUE;

    private final EjectionRules rules;
    private final LongSupplier nanoTime;
    private final Consumer<Change> listener;
    private final Tally tally;

    private final InFlight inFlight;
    private final LongAdder picked = new LongAdder();
    private final AtomicLong pushedBackUntil = new AtomicLong(NEVER);

    private volatile Standing standing;
    private int failuresInARow;
    private boolean knocked;
    private long answered;
    private long failed;
    private long ejected;

    Health(EjectionRules rules, LongSupplier nanoTime, InFlight inFlight, Consumer<Change> listener) {
        this.rules = rules;
        this.nanoTime = nanoTime;
        this.inFlight = inFlight;
        this.listener = listener;
        long now = nanoTime.getAsLong();
        this.tally = new Tally(rules, now);
        this.standing = Standing.fresh(now);
    }

    Standing standing() {
        return standing;
    }

    InFlight inFlight() {
        return inFlight;
    }

    /** Takes in that a call goes to the instance; without a lock, for each pick does so. */
    void picked() {
        picked.increment();
    }

    void pushedBack(Duration pause) {
        pushedBackUntil.set(nanoTime.getAsLong() + pause.toNanos());
    }

    /** Tells whether the instance wants no calls; where it never said so this looks at no clock. */
    boolean isPushingBack() {
        long until = pushedBackUntil.get();
        if (until == NEVER) {
            return false;
        }
        boolean still = nanoTime.getAsLong() - until < 0;
        if (!still) {
            pushedBackUntil.compareAndSet(until, NEVER);
        }
        return still;
    }

    /** Takes the end of a call in; tells the listener if it changes the standing. */
    void ended(Verdict verdict, long probe) {
        Change change = take(verdict, probe);
        if (change != null) {
            listener.accept(change);
        }
    }

    /**
     * Begins a trial call if it is time for one.
     *
     * <p>One that is not heard of for a rest time is given up and another may begin: the caller hung up, or the client lost it.
     *
     * @return its number, {@link #NO_PROBE} if it is not time
     */
    synchronized long probe() {
        long now = nanoTime.getAsLong();
        if (standing.isAvailable() || now - standing.due() < 0) {
            return NO_PROBE;
        }
        return probed(now, false);
    }

    /**
     * Begins a trial call before it is time for one, because the whole service is gone; its failure does not make the rest longer.
     *
     * @return its number, {@link #NO_PROBE} if one is under way
     */
    synchronized long knock() {
        long now = nanoTime.getAsLong();
        boolean underWay = standing.state() == State.PROBING && now - standing.due() < 0;
        return standing.isAvailable() || underWay ? NO_PROBE : probed(now, true);
    }

    private long probed(long now, boolean early) {
        knocked = early;
        standing = standing.probed(now + rules.rest().toNanos());
        return standing.probe();
    }

    /** Returns how many calls went to it, how many it answered and failed, and how often it was ejected. */
    synchronized Totals totals() {
        return new Totals(picked.sum(), answered, failed, ejected);
    }

    private synchronized @Nullable Change take(Verdict verdict, long probe) {
        if (verdict != Verdict.UNKNOWN) {
            answered += verdict == Verdict.ANSWERED ? 1 : 0;
            failed += verdict.isFailure() ? 1 : 0;
        }
        long now = nanoTime.getAsLong();
        Standing before = standing;
        standing = after(verdict, probe, now).silent(isSilent(verdict));
        return standing == before ? null : new Change(this, before, standing);
    }

    /** Tells whether as many calls as eject have failed in a row, those while it is ejected included. */
    private boolean isSilent(Verdict verdict) {
        if (verdict == Verdict.ANSWERED) {
            failuresInARow = 0;
        } else if (verdict == Verdict.FAILED && failuresInARow < rules.failures()) {
            failuresInARow++;
        }
        return failuresInARow == rules.failures();
    }

    private Standing after(Verdict verdict, long probe, long now) {
        if (standing.isAvailable()) {
            String reason = verdict == Verdict.UNKNOWN ? null : tally.count(verdict.isFailure(), now);
            return reason == null ? standing : ejected(reason, now);
        }
        if (standing.state() != State.PROBING || probe != standing.probe()) {
            return standing;
        }
        return switch (verdict) {
            case ANSWERED -> returned(now);
            case FAILED, LATE -> knocked ? restingOn(now) : ejected("trial call failed", now);
            case UNKNOWN -> standing.unprobed(now);
        };
    }

    private Standing restingOn(long now) {
        int ejection = standing.ejection();
        return standing.ejected(
                standing.reason(), ejection, now, now + rules.restOf(ejection).toNanos());
    }

    private Standing ejected(String reason, long now) {
        ejected++;
        Duration healthy = standing.isAvailable() ? Duration.ofNanos(now - standing.since()) : Duration.ZERO;
        int ejection = rules.nextEjection(standing.ejection(), healthy);
        return standing.ejected(
                reason, ejection, now, now + rules.restOf(ejection).toNanos());
    }

    private Standing returned(long now) {
        tally.clear(now);
        return standing.returned(now);
    }
}
