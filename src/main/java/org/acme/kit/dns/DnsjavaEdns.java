package org.acme.kit.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The servers that are asked without EDNS (RFC 6891), because they reject it or a middlebox drops queries with it. Thread-safe.
 *
 * <p>Each entry lasts 15 minutes, as in unbound. If the entry is wrong, because a packet was lost by chance, answers of more than
 * 512 octets need a second try over TCP. If it is right, its end costs one time-out, in the background.
 */
final class DnsjavaEdns {

    static final Duration MEMORY = Duration.ofMinutes(15);

    // Bounds the memory, above any usual configuration: resolv.conf may name other servers as time passes.
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

    /** Records an answer; {@code onlyWithout} if the server answered without EDNS, after a question with EDNS had failed. */
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
