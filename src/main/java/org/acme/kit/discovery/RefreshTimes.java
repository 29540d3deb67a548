package org.acme.kit.discovery;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The times between lookups of a service. Thread-safe.
 *
 * @param floor the shortest time after an answer
 * @param cap the longest time between two lookups, but for the jitter at the floor
 * @param random returns 0 to 1; the jitter keeps copies that start together from asking together
 */
record RefreshTimes(Duration floor, Duration cap, DoubleSupplier random) {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    // Bounds retries where the cap on TTLs is longer: the end of a DNS outage should be seen within half a minute.
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    /**
     * Returns the time after an answer: its TTL, at most the cap, less up to a tenth.
     *
     * <p>If that is less than the floor, returns the floor plus up to a tenth, beyond the cap if need be. Copies that were
     * started together must not ask in the same instant, and a TTL of the floor or less is usual in Kubernetes.
     */
    Duration afterAnswer(Duration timeToLive) {
        Duration whole = shorter(timeToLive, cap);
        Duration earliest = longer(scaled(whole, 0.9), floor);
        Duration latest = longer(whole, scaled(floor, 1.1));
        return latest.minus(scaled(latest.minus(earliest), random.getAsDouble()));
    }

    /** Returns the time after a failure: 1 s, doubled with each failure, at most 30 s and the cap, less up to a half of it. */
    Duration afterFailure(int failuresInARow) {
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failuresInARow - 1, 10));
        return scaled(shorter(shorter(doubled, LAST_RETRY), cap), 1 - 0.5 * random.getAsDouble());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
