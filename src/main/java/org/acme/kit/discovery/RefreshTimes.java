package org.acme.kit.discovery;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Says when to look a service up again.
 *
 * @param floor the shortest time after an answer
 * @param cap the longest time between two lookups
 * @param random gives 0 to 1, so that many copies started together do not ask together
 */
record RefreshTimes(Duration floor, Duration cap, DoubleSupplier random) {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    // Shorter than the cap on TTLs: the end of a DNS outage should be seen within half a minute.
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    /** Returns the time after an answer: its TTL, at most the cap, up to a tenth less, but not less than the floor. */
    Duration afterAnswer(Duration timeToLive) {
        Duration jittered = scaled(shorter(timeToLive, cap), 1 - 0.1 * random.getAsDouble());
        return jittered.compareTo(floor) < 0 ? floor : jittered;
    }

    /** Returns the time after a failure: one second, doubled with each failure up to 30 s, of which up to half is cut. */
    Duration afterFailure(int failuresInARow) {
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failuresInARow - 1, 10));
        return scaled(shorter(shorter(doubled, LAST_RETRY), cap), 1 - 0.5 * random.getAsDouble());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
