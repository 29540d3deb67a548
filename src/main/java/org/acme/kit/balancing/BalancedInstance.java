package org.acme.kit.balancing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.balancing.Balancer.Member;

/** Internal: an instance that was picked. Made once for each list of discovery, not for each pick. Thread-safe. */
public final class BalancedInstance {

    private final Member member;
    private final Health health;
    private final long probe;

    BalancedInstance(Member member, Health health) {
        this(member, health, Health.NO_PROBE);
    }

    private BalancedInstance(Member member, Health health, long probe) {
        this.member = member;
        this.health = health;
        this.probe = probe;
    }

    /** Begins an attempt, which is in flight until its handle hears how it ended. */
    public Handle begin() {
        return new Handle(this);
    }

    /** Takes the end of a call of which nothing but its end is known; it was never in flight. */
    public void ended(Verdict verdict) {
        health.ended(verdict, probe);
    }

    /** Takes for how long the instance asks for no calls; it gets some only when all do. A shorter time changes nothing. */
    public void pushedBack(Duration pause) {
        health.pushedBack(pause);
    }

    /** Tells whether the instance asks for no calls at the moment. */
    public boolean isPushingBack() {
        return health.isPushingBack();
    }

    /** Returns the instance as discovery names it. */
    public Member member() {
        return member;
    }

    long id() {
        return member.id();
    }

    /** Returns where the instance answers, {@code 10.0.0.2:8080} or {@code [2001:db8::2]:8080}. */
    public String address() {
        return member.address();
    }

    /** Returns the instance for the probe with this number. */
    BalancedInstance forProbe(long number) {
        return new BalancedInstance(member, health, number);
    }

    /** Returns the instance for a probe before its time; empty if one is in flight. */
    Optional<BalancedInstance> probeEarly() {
        long number = health.probeEarly();
        return number == Health.NO_PROBE ? Optional.empty() : Optional.of(forProbe(number));
    }

    Health health() {
        return health;
    }

    /** Tells whether it has too many of the calls in flight, where instances of these weights in all serve. */
    boolean isOverloaded(long weights) {
        return health.inFlight().isMoreThanFair(fairWeight(), weights);
    }

    /** Returns its weight among the others; an instance of weight 0, which gets next to nothing, counts too. */
    long fairWeight() {
        return Math.max(1, member.weight());
    }

    /** One attempt at an instance: it hears the end exactly once, and every report after the first is ignored. Thread-safe. */
    public static final class Handle {

        private final BalancedInstance instance;
        private final long begun;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Handle(BalancedInstance instance) {
            this.instance = instance;
            this.begun = instance.health.begin();
        }

        /** Returns the instance that was picked. */
        public BalancedInstance instance() {
            return instance;
        }

        /** Tells whether the instance has answered another call since this attempt began. */
        public boolean hasAnsweredOthers() {
            return instance.health.hasAnsweredSince(begun);
        }

        /** Takes how the attempt ended. */
        public void ended(Verdict verdict) {
            if (ended.compareAndSet(false, true)) {
                instance.health.inFlight().end();
                instance.ended(verdict);
            }
        }
    }

    /** The calls in flight to one instance, beside those to all of its service. Thread-safe, without a lock. */
    static final class InFlight {

        private final AtomicInteger here = new AtomicInteger();
        private final AtomicInteger ofService;

        /** Starts at none; {@code ofService} is what the instances of one service count together. */
        InFlight(AtomicInteger ofService) {
            this.ofService = ofService;
        }

        void begin() {
            here.incrementAndGet();
            ofService.incrementAndGet();
        }

        void end() {
            here.decrementAndGet();
            ofService.decrementAndGet();
        }

        int count() {
            return here.get();
        }

        /**
         * Tells whether the instance has more than one and a half times the calls that are its fair share.
         *
         * <p>An instance that is as fast as the others never has for long. A slow one gathers calls: with round robin each of a fixed
         * number of callers would sooner or later wait for it. The bound holds it to a half more than its share, and the other callers
         * get on (Mirrokni et al., «Consistent hashing with bounded loads», 2018; HAProxy's {@code hash-balance-factor 150}). Some
         * instance always has less: not all can have more than their share.
         */
        boolean isMoreThanFair(long weight, long weights) {
            long calls = here.get();
            return calls > 0 && 2 * calls * weights > 3L * ofService.get() * weight;
        }
    }

    /** What the end of a call tells about the instance, not about the call. */
    public enum Verdict {
        /** The instance did its part. */
        ANSWERED,
        /** The instance did not, and would not have with another request either. */
        FAILED,
        /** Nothing is known about the instance, so nothing is counted. */
        UNKNOWN
    }
}
