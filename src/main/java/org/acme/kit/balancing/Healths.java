package org.acme.kit.balancing;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.acme.kit.balancing.Balancer.Member;

/**
 * The health of each address of one service. It is kept for ten minutes after the address was last listed, because some
 * nameservers answer with another part of a large pool each time. Not thread-safe: the planner guards it.
 */
final class Healths {

    private static final long KEPT = Duration.ofMinutes(10).toNanos();

    /** The bound on memory, for addresses that change all the time. */
    private static final int MOST_ABSENT = 4_096;

    private final LongSupplier nanoTime;
    private final Supplier<Health> fresh;

    /** By address, in the order in which they were last listed. */
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    private Set<String> listed = Set.of();

    /** Starts without an address; {@code fresh} makes the health of a new one. */
    Healths(LongSupplier nanoTime, Supplier<Health> fresh) {
        this.nanoTime = nanoTime;
        this.fresh = fresh;
    }

    /** Replaces the listed members; returns the health of each, kept where its address was known. */
    Function<Member, Health> of(List<Member> members) {
        long now = nanoTime.getAsLong();
        listed.forEach(address -> list(address, now)); // until now
        known.values().removeIf(each -> now - each.listed >= KEPT);
        listed = members.stream().map(Member::address).collect(toSet());
        listed.forEach(address -> list(address, now));
        long tooMany = Math.max(0, known.size() - listed.size() - MOST_ABSENT);
        known.keySet().stream().limit(tooMany).toList().forEach(known::remove);
        return member -> known.get(member.address()).health;
    }

    private void list(String address, long now) {
        known.computeIfAbsent(address, added -> new Known(fresh.get())).listed = now;
    }

    /** The health of an address, and when that was last listed. */
    private static final class Known {

        private final Health health;
        private long listed;

        Known(Health health) {
            this.health = health;
        }
    }
}
