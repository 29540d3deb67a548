package org.acme.kit.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The servers that are asked without EDNS (RFC 6891), because they refused it or something on the way drops queries that have it.
 *
 * <p>Each for a quarter of an hour, as long as unbound remembers it. Where it is wrong, because a packet was lost by chance, answers
 * of more than 512 octets take a second try over TCP. Where it is right, the end of the memory costs one time-out, in the background.
 */
final class DnsjavaEdns {

    static final Duration MEMORY = Duration.ofMinutes(15);

    // More servers than anybody configures; resolv.conf may name others as time passes.
    private static final int MOST = 100;

    private final Map<InetSocketAddress, Long> avoidedUntil = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    DnsjavaEdns(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    boolean isAvoided(InetSocketAddress server) {
        Long until = avoidedUntil.get(server);
        return until != null && until - nanoTime.getAsLong() > 0;
    }

    /** Takes an answer in; {@code onlyWithout} is one that came without EDNS, after a question with EDNS that had none. */
    void heard(InetSocketAddress server, boolean onlyWithout) {
        if (!onlyWithout) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (avoidedUntil.size() >= MOST) {
            avoidedUntil.values().removeIf(until -> until - now <= 0);
        }
        if (avoidedUntil.size() < MOST) {
            avoidedUntil.put(server, now + MEMORY.toNanos());
        }
    }
}
