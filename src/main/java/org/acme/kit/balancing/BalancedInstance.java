package org.acme.kit.balancing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.acme.kit.balancing.Balancer.Member;

/** Internal: an instance that can be picked. Made for each list of discovery and each probe, not for each pick. Thread-safe. */
public final class BalancedInstance {

    private final Member member;
    private final Health health;
    private final Load load;
    private final long probe;

    BalancedInstance(Member member, Health health) {
        this(member, health, Health.NO_PROBE);
    }

    private BalancedInstance(Member member, Health health, long probe) {
        this.member = member;
        this.health = health;
        this.load = health.load();
        this.probe = probe;
    }

    /** Begins an attempt; it is in flight until its handle is ended. */
    public Handle begin() {
        return new Handle(this);
    }

    /** Records the verdict of a call that was begun without a handle, and so was never in flight. */
    public void ended(Verdict verdict) {
        health.ended(verdict, probe);
    }

    /** Records a pushback, 0 or longer: until its end, the instance gets calls only if all push back. A later end replaces it. */
    public void pushedBack(Duration pause) {
        load.pushedBack(pause);
    }

    /** Tells whether the instance pushes back at the moment. */
    public boolean isPushingBack() {
        return load.isPushingBack();
    }

    /** Returns the instance as discovery names it. */
    public Member member() {
        return member;
    }

    long id() {
        return member.id();
    }

    /** Returns the address and port of the instance, {@code 10.0.0.2:8080} or {@code [2001:db8::2]:8080}. */
    public String address() {
        return member.address();
    }

    /** Begins a probe of this instance if {@link Health#probe} allows one. */
    Optional<BalancedInstance> probe(boolean early) {
        long number = health.probe(early);
        return number == Health.NO_PROBE ? Optional.empty() : Optional.of(new BalancedInstance(member, health, number));
    }

    Health health() {
        return health;
    }

    /** Tells whether the calls in flight exceed the bounded load; {@code weights} is the sum over all instances that serve. */
    boolean isOverloaded(long weights) {
        return load.isMoreThanFair(fairWeight(), weights);
    }

    /** Returns the weight for the bounded load, at least 1: an instance of weight 0 gets few calls, not none. */
    long fairWeight() {
        return Math.max(1, member.weight());
    }

    /** One attempt at an instance. It is ended exactly once: the first verdict counts, later ones are ignored. Thread-safe. */
    public static final class Handle {

        private final BalancedInstance instance;
        private final long begun;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Handle(BalancedInstance instance) {
            this.instance = instance;
            this.begun = instance.load.begin();
        }

        /** Returns the instance that was picked. */
        public BalancedInstance instance() {
            return instance;
        }

        /** Tells whether the instance has answered another call since this attempt began. */
        public boolean hasAnsweredOthers() {
            return instance.health.hasAnsweredSince(begun);
        }

        /** Ends the attempt with a verdict; ignored if it has ended before, then false. */
        public boolean ended(Verdict verdict) {
            boolean first = ended.compareAndSet(false, true);
            if (first) {
                instance.load.end();
                instance.ended(verdict);
            }
            return first;
        }
    }

    /** The load of one instance: the calls in flight to it and to its whole service, and its pushback. Thread-safe, without a lock. */
    static final class Load {

        private static final long NEVER = Long.MIN_VALUE;

        private final LongSupplier nanoTime;
        private final AtomicInteger here = new AtomicInteger();
        private final AtomicInteger ofService;
        private final AtomicLong pushedBackUntil = new AtomicLong(NEVER);

        /** Starts at zero; {@code ofService} is the count that the instances of one service share. */
        Load(LongSupplier nanoTime, AtomicInteger ofService) {
            this.nanoTime = nanoTime;
            this.ofService = ofService;
        }

        /** Counts an attempt as in flight; returns when it began, in nanoseconds of the clock. */
        long begin() {
            here.incrementAndGet();
            ofService.incrementAndGet();
            return nanoTime.getAsLong();
        }

        void end() {
            here.decrementAndGet();
            ofService.decrementAndGet();
        }

        int inFlight() {
            return here.get();
        }

        /**
         * Tells whether the instance has more than 1.5 times its fair share of the calls in flight.
         *
         * <p>An instance that is as fast as the others never exceeds it for long. A slow one gathers calls: with round robin,
         * each of a fixed number of callers would wait for it sooner or later. The bound keeps callers free for the other
         * instances (Mirrokni et al., «Consistent hashing with bounded loads», 2018; HAProxy's {@code hash-balance-factor 150}).
         * Some instance is always below the bound: not all can exceed their share.
         */
        boolean isMoreThanFair(long weight, long weights) {
            long calls = here.get();
            return calls > 0 && 2 * calls * weights > 3L * ofService.get() * weight;
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
    }

    /** The verdict on an instance by the end of a call; it says nothing about the call itself. */
    public enum Verdict {
        /** The instance did its part. */
        ANSWERED,
        /** The instance did not do its part, and would have failed another request, too. */
        FAILED,
        /** Nothing is known about the instance, so the call counts neither as answered nor as failed. */
        UNKNOWN
    }
}
