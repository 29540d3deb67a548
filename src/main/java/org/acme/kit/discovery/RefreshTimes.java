package org.acme.kit.discovery;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The times between lookups of a service.
 *
 * @param floor the shortest time after an answer
 * @param cap the longest time between two lookups, but for the jitter at the floor
 * @param random gives 0 to 1, so that many copies started together do not ask together
 */
record RefreshTimes(Duration floor, Duration cap, DoubleSupplier random) {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    // Shorter than the cap on TTLs: the end of a DNS outage should be seen within half a minute.
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    /**
     * Returns the time after an answer: its TTL, at most the cap, less up to a tenth.
     *
     * <p>Where that would be less than the floor, it is the floor and up to a tenth more, beyond the cap if need be: copies that
     * were started together must not ask in the same instant, and a TTL of the floor or less is the usual case in Kubernetes.
     */
    Duration afterAnswer(Duration timeToLive) {
        Duration whole = shorter(timeToLive, cap);
        Duration earliest = longer(scaled(whole, 0.9), floor);
        Duration latest = longer(whole, scaled(floor, 1.1));
        return latest.minus(scaled(latest.minus(earliest), random.getAsDouble()));
    }

    /** Returns the time after a failure: one second, doubled with each failure up to 30 s, of which up to half is cut. */
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
