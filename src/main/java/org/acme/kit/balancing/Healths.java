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
import org.acme.kit.balancing.BalancedInstance.InFlight;
import org.acme.kit.balancing.Balancer.Member;
import org.acme.kit.balancing.EjectionRules.Tally;
import org.acme.kit.balancing.Health.Change;

/**
 * The health of each address of one service. It is kept for ten minutes after the address was last listed, because some
 * nameservers answer with another part of a large pool each time. Not thread-safe: the planner guards it.
 */
final class Healths {

    private static final long KEPT = Duration.ofMinutes(10).toNanos();

    /** The bound on memory, for addresses that change all the time. */
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

    /** Replaces the present members; returns the health of each, kept where its address was known. */
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

    /** Drops addresses that were absent for too long; also the oldest beyond {@code most}, if that is not 0. */
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
}
