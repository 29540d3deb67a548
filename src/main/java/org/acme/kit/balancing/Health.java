package org.acme.kit.balancing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.acme.kit.balancing.BalancedInstance.Load;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.EjectionRules.Standing;
import org.acme.kit.balancing.EjectionRules.Standing.State;
import org.acme.kit.balancing.EjectionRules.Tally;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The health of one instance, kept across refreshes: a circuit breaker of its own. Thread-safe.
 *
 * <p>While the instance is ejected, only its probe can make it available: calls in flight began before the ejection. The lock is
 * held for a few additions, and never while the listener is called.
 */
final class Health {

    private static final Logger LOG = Logger.getLogger("balancing");

    /** A change from one standing to another. */
    record Change(Health health, Standing before, Standing after) {

        boolean isEjection() {
            return !after.isAvailable() && (before.isAvailable() || before.ejection() != after.ejection());
        }

        /** Logs an ejection or a return. An ejection is also an event in the trace of the call that causes it. */
        void log(String service, String instance, EjectionRules rules) {
            if (after.isAvailable()) {
                LOG.infof("service=%s instance=%s is back: its probe was answered", service, instance);
            } else if (isEjection()) {
                LOG.warnf(
                        "service=%s instance=%s ejected for %d ms: %s",
                        service, instance, rules.timeOf(after.ejection()).toMillis(), after.reason());
                Span.current()
                        .addEvent(
                                "instance.ejected",
                                Attributes.of(
                                        AttributeKey.stringKey("service"),
                                        service,
                                        AttributeKey.stringKey("instance"),
                                        instance,
                                        AttributeKey.stringKey("reason"),
                                        String.valueOf(after.reason())));
            }
        }
    }

    /** The counts since the instance was first seen. */
    record Totals(long picked, long answered, long failed, long ejected) {}

    /** The probe number of a call that is no probe; each probe has its own, from 1. */
    static final long NO_PROBE = 0;

    private final EjectionRules rules;
    private final LongSupplier nanoTime;
    private final Consumer<Change> listener;
    private final Tally tally;

    private final Load load;
    private final LongAdder picked = new LongAdder();

    private volatile Standing standing;
    private volatile long lastAnswer;
    private boolean early;
    private long answered;
    private long failed;
    private long ejected;

    /** Starts as available; {@code inFlight} is the count that the instances of one service share. */
    Health(
            EjectionRules rules,
            DoubleSupplier freshness,
            LongSupplier nanoTime,
            AtomicInteger inFlight,
            Consumer<Change> listener) {
        long now = nanoTime.getAsLong();
        this.rules = rules;
        this.nanoTime = nanoTime;
        this.listener = listener;
        this.tally = new Tally(rules, freshness, now);
        this.load = new Load(nanoTime, inFlight);
        this.standing = Standing.fresh(now);
        this.lastAnswer = now;
    }

    Standing standing() {
        return standing;
    }

    Load load() {
        return load;
    }

    /** Counts a pick; without a lock, because each pick calls it. */
    void picked() {
        picked.increment();
    }

    boolean hasAnsweredSince(long then) {
        return lastAnswer - then > 0;
    }

    /** Records the verdict of a call; calls the listener if the standing changes. */
    void ended(Verdict verdict, long probe) {
        Change change = take(verdict, probe);
        if (change != null) {
            listener.accept(change);
        }
    }

    /**
     * Begins a probe if one is due, or earlier because the circuit is open; the failure of an early one does not make the ejection
     * longer.
     *
     * <p>A probe may end without an outcome: its caller cancels, or the client loses it. It is given up after the time of a first
     * ejection, and another may begin.
     *
     * @return its number, {@link #NO_PROBE} if none is due, one is in flight, or the instance is available
     */
    synchronized long probe(boolean beforeItIsDue) {
        long now = nanoTime.getAsLong();
        boolean waits = now - standing.due() < 0 && (!beforeItIsDue || standing.state() == State.PROBING);
        if (standing.isAvailable() || waits) {
            return NO_PROBE;
        }
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
            return reason == null ? standing : ejectedAgain(reason, now);
        }
        if (standing.state() != State.PROBING || probe != standing.probe()) {
            return standing;
        }
        return switch (verdict) {
            case ANSWERED -> returned(now);
            case FAILED ->
                early ? ejected(standing.reason(), standing.ejection(), now) : ejectedAgain("probe failed", now);
            case UNKNOWN -> standing.unprobed(now);
        };
    }

    private Standing ejectedAgain(String reason, long now) {
        ejected++;
        Duration healthy = standing.isAvailable() ? Duration.ofNanos(now - standing.since()) : Duration.ZERO;
        return ejected(reason, rules.nextEjection(standing.ejection(), healthy), now);
    }

    private Standing ejected(String reason, int ejection, long now) {
        return standing.ejected(
                reason, ejection, now, now + rules.timeOf(ejection).toNanos());
    }

    private Standing returned(long now) {
        tally.clear(now);
        return standing.returned(now);
    }
}
