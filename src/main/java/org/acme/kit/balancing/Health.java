package org.acme.kit.balancing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.acme.kit.balancing.BalancedInstance.InFlight;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.EjectionRules.Standing;
import org.acme.kit.balancing.EjectionRules.Standing.State;
import org.acme.kit.balancing.EjectionRules.Tally;
import org.jspecify.annotations.Nullable;

/**
 * The health of one instance, kept across refreshes: a circuit breaker of its own. Thread-safe.
 *
 * <p>While the instance is ejected, only its probe can make it available: calls in flight began before the ejection. The lock is
 * held for a few additions, and never while the listener is called.
 */
final class Health {

    /** A change from one standing to another. */
    record Change(Health health, Standing before, Standing after) {

        boolean isEjection() {
            return !after.isAvailable() && (before.isAvailable() || before.ejection() != after.ejection());
        }
    }

    /** The counts since the instance was first seen. */
    record Totals(long picked, long answered, long failed, long ejected) {}

    /** The probe number of a call that is no probe; each probe has its own, from 1. */
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
    private volatile long lastAnswer;
    private boolean early;
    private long answered;
    private long failed;
    private long ejected;

    Health(Tally tally, LongSupplier nanoTime, InFlight inFlight, Consumer<Change> listener) {
        this.tally = tally;
        this.rules = tally.rules();
        this.nanoTime = nanoTime;
        this.inFlight = inFlight;
        this.listener = listener;
        long now = nanoTime.getAsLong();
        this.standing = Standing.fresh(now);
        this.lastAnswer = now;
    }

    Standing standing() {
        return standing;
    }

    InFlight inFlight() {
        return inFlight;
    }

    /** Counts a pick; without a lock, because each pick calls it. */
    void picked() {
        picked.increment();
    }

    /** Counts an attempt as in flight; returns when it began, in nanoseconds of the clock. */
    long begin() {
        inFlight.begin();
        return nanoTime.getAsLong();
    }

    boolean hasAnsweredSince(long then) {
        return lastAnswer - then > 0;
    }

    void pushedBack(Duration pause) {
        long until = nanoTime.getAsLong() + pause.toNanos();
        // A later pushback with an earlier end does not shorten the one before.
        pushedBackUntil.accumulateAndGet(until, (known, next) -> known == NEVER || next - known > 0 ? next : known);
    }

    /** Tells whether the instance pushes back; reads the clock only if a pushback is recorded. */
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

    /** Records the verdict of a call; calls the listener if the standing changes. */
    void ended(Verdict verdict, long probe) {
        Change change = take(verdict, probe);
        if (change != null) {
            listener.accept(change);
        }
    }

    /**
     * Begins a probe if one is due.
     *
     * <p>A probe may end without an outcome: its caller cancels, or the client loses it. It is given up after the time of a first
     * ejection, and another may begin.
     *
     * @return its number, {@link #NO_PROBE} if none is due
     */
    synchronized long probe() {
        long now = nanoTime.getAsLong();
        if (standing.isAvailable() || now - standing.due() < 0) {
            return NO_PROBE;
        }
        return probed(now, false);
    }

    /**
     * Begins a probe before it is due, because the circuit is open; its failure does not make the ejection longer.
     *
     * @return its number, {@link #NO_PROBE} if one is in flight or the instance is available
     */
    synchronized long probeEarly() {
        long now = nanoTime.getAsLong();
        boolean inFlight = standing.state() == State.PROBING && now - standing.due() < 0;
        return standing.isAvailable() || inFlight ? NO_PROBE : probed(now, true);
    }

    private long probed(long now, boolean beforeItIsDue) {
        early = beforeItIsDue;
        standing = standing.probed(now + rules.baseTime().toNanos());
        return standing.probe();
    }

    /** Returns the counts since the instance was first seen. */
    synchronized Totals totals() {
        return new Totals(picked.sum(), answered, failed, ejected);
    }

    private synchronized @Nullable Change take(Verdict verdict, long probe) {
        if (verdict != Verdict.UNKNOWN) {
            answered += verdict == Verdict.ANSWERED ? 1 : 0;
            failed += verdict == Verdict.FAILED ? 1 : 0;
        }
        long now = nanoTime.getAsLong();
        lastAnswer = verdict == Verdict.ANSWERED ? now : lastAnswer;
        Standing before = standing;
        standing = after(verdict, probe, now).unreachable(tally.isUnreachable(verdict, now));
        return standing == before ? null : new Change(this, before, standing);
    }

    private Standing after(Verdict verdict, long probe, long now) {
        if (standing.isAvailable()) {
            String reason = verdict == Verdict.UNKNOWN ? null : tally.count(verdict == Verdict.FAILED, now);
            return reason == null ? standing : ejected(reason, now);
        }
        if (standing.state() != State.PROBING || probe != standing.probe()) {
            return standing;
        }
        return switch (verdict) {
            case ANSWERED -> returned(now);
            case FAILED -> early ? stillEjected(now) : ejected("probe failed", now);
            case UNKNOWN -> standing.unprobed(now);
        };
    }

    private Standing stillEjected(long now) {
        int ejection = standing.ejection();
        return standing.ejected(
                standing.reason(), ejection, now, now + rules.timeOf(ejection).toNanos());
    }

    private Standing ejected(String reason, long now) {
        ejected++;
        Duration healthy = standing.isAvailable() ? Duration.ofNanos(now - standing.since()) : Duration.ZERO;
        int ejection = rules.nextEjection(standing.ejection(), healthy);
        return standing.ejected(
                reason, ejection, now, now + rules.timeOf(ejection).toNanos());
    }

    private Standing returned(long now) {
        tally.clear(now);
        return standing.returned(now);
    }
}
