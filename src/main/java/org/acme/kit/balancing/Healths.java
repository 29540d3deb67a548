package org.acme.kit.balancing;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.acme.kit.balancing.Balancer.Member;
import org.acme.kit.balancing.EjectionRules.Tally;
import org.acme.kit.balancing.Health.Change;

/**
 * The health of each address of one service. It outlives the absence of the address from an answer by ten minutes: some nameservers
 * answer with another part of a large pool each time. Not thread-safe: the planner guards it.
 */
final class Healths {

    private static final long KEPT = Duration.ofMinutes(10).toNanos();

    /** Bounds the memory where addresses change all the time. */
    private static final int MOST_ABSENT = 4_096;

    private record Absent(Health health, long since) {}

    private final EjectionRules rules;
    private final DoubleSupplier freshness;
    private final LongSupplier nanoTime;
    private final Consumer<Change> listener;
    private final AtomicInteger inFlight = new AtomicInteger();
    private Map<String, Health> present = new HashMap<>();
    private final Map<String, Absent> absent = new LinkedHashMap<>();

    Healths(EjectionRules rules, DoubleSupplier freshness, LongSupplier nanoTime, Consumer<Change> listener) {
        this.rules = rules;
        this.freshness = freshness;
        this.nanoTime = nanoTime;
        this.listener = listener;
    }

    /** Takes what discovery names now; returns the health of each. */
    Function<Member, Health> known(List<Member> members) {
        long now = nanoTime.getAsLong();
        forget(now, 0);
        Map<String, Health> next = new HashMap<>();
        members.forEach(member -> next.computeIfAbsent(member.address(), this::of));
        Set<String> vanished = new HashSet<>(present.keySet());
        vanished.removeAll(next.keySet());
        vanished.forEach(address -> absent.put(address, new Absent(present.get(address), now)));
        forget(now, MOST_ABSENT);
        present = next;
        return member -> next.get(member.address());
    }

    private Health of(String address) {
        Health health = present.get(address);
        if (health != null) {
            return health;
        }
        Absent back = absent.remove(address);
        if (back != null) {
            return back.health();
        }
        Tally tally = new Tally(rules, freshness, nanoTime.getAsLong());
        return new Health(tally, nanoTime, new InFlight(inFlight), listener);
    }

    /** Drops those that have been absent for too long, the oldest first; and if {@code most} is not 0, what exceeds it. */
    private void forget(long now, int most) {
        Iterator<Absent> oldest = absent.values().iterator();
        while (oldest.hasNext()) {
            boolean tooLong = now - oldest.next().since() >= KEPT;
            if (!tooLong && (most == 0 || absent.size() <= most)) {
                return;
            }
            oldest.remove();
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
}
