package org.acme.kit.balancing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the calls in flight to one instance, beside those to all of its service. Thread-safe, without a lock.
 *
 * <p>Only calls count whose end is certain to be heard of ({@link BalancedInstance#forOneCall}).
 */
final class InFlight {

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
     * <p>Who is as quick as the others never has for long. Who is slow gathers calls: in turn, each of a fixed number of callers
     * would sooner or later wait for it. Bounded so, it holds up a half more than its share and the other callers get on
     * (Mirrokni et al., «Consistent hashing with bounded loads», 2018; HAProxy's {@code hash-balance-factor 150}). Some instance
     * always has less: not all can have more than their share.
     */
    boolean isMoreThanFair(long weight, long weights) {
        long calls = here.get();
        return calls > 0 && 2 * calls * weights > 3L * ofService.get() * weight;
    }
}
