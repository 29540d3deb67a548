package org.acme.kit.balancing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.balancing.Balancer.Member;

/** Internal: an instance that can be picked. Made for each list of discovery and each probe, not for each pick. Thread-safe. */
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
        health.pushedBack(pause);
    }

    /** Tells whether the instance pushes back at the moment. */
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

    /** Returns the address and port of the instance, {@code 10.0.0.2:8080} or {@code [2001:db8::2]:8080}. */
    public String address() {
        return member.address();
    }

    /** Returns the instance for the probe with this number. */
    BalancedInstance forProbe(long number) {
        return new BalancedInstance(member, health, number);
    }

    /** Begins a probe before it is due; empty if one is in flight, or the instance is available. */
    Optional<BalancedInstance> probeEarly() {
        long number = health.probeEarly();
        return number == Health.NO_PROBE ? Optional.empty() : Optional.of(forProbe(number));
    }

    Health health() {
        return health;
    }

    /** Tells whether the calls in flight exceed the bounded load; {@code weights} is the sum over all instances that serve. */
    boolean isOverloaded(long weights) {
        return health.inFlight().isMoreThanFair(fairWeight(), weights);
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

        /** Ends the attempt with a verdict; ignored if it has ended before. */
        public void ended(Verdict verdict) {
            if (ended.compareAndSet(false, true)) {
                instance.health.inFlight().end();
                instance.ended(verdict);
            }
        }
    }

    /** The calls in flight to one instance and to its whole service. Thread-safe, without a lock. */
    static final class InFlight {

        private final AtomicInteger here = new AtomicInteger();
        private final AtomicInteger ofService;

        /** Starts at zero; {@code ofService} is the count that the instances of one service share. */
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
