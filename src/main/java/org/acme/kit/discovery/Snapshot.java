package org.acme.kit.discovery;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of knowledge of a service at one moment, and the rules by which an answer or a failure makes the next one.
 *
 * <p>Moments are readings of a clock that only goes forward: the wall clock may jump by years at the first answer of NTP.
 *
 * @param instances the instances in use
 * @param answeredAt when DNS last confirmed them, null if it never did
 * @param server who answered last, null if nobody did
 * @param timeToLive how long the last answer may be believed; while it is doubted, no longer than that lasts
 * @param emptySince when DNS first answered that there is nothing, null if its last answer was another
 * @param failures how many lookups in a row have failed
 * @param error why the last lookup failed, null if it did not
 */
record Snapshot(
        List<DnsInstance> instances,
        @Nullable Duration answeredAt,
        @Nullable String server,
        Duration timeToLive,
        @Nullable Duration emptySince,
        int failures,
        @Nullable String error) {

    /** Before the first answer. */
    static final Snapshot NONE = new Snapshot(List.of(), null, null, Duration.ZERO, null, 0, null);

    /**
     * Takes an answer in.
     *
     * <p>An empty one is doubted for {@code grace} if there are instances in use: a zone that is being reloaded looks just
     * like that. A target "." is an explicit statement and is believed at once (RFC 2782).
     */
    Snapshot answered(Found found, List<DnsInstance> current, Duration now, Duration grace) {
        if (!current.isEmpty() || found.notAvailable()) {
            // The same object as long as nothing changes: who has seen it need not compare.
            List<DnsInstance> same = current.equals(instances) ? instances : current;
            return new Snapshot(same, now, found.server(), found.timeToLive(), null, 0, null);
        }
        Duration since = emptySince == null ? now : emptySince;
        Duration left = grace.minus(now.minus(since));
        return instances.isEmpty() || left.isNegative() || left.isZero()
                ? new Snapshot(List.of(), now, found.server(), found.timeToLive(), since, 0, null)
                : new Snapshot(
                        instances, answeredAt, found.server(), shorter(found.timeToLive(), left), since, 0, null);
    }

    /** Takes a failure in: the instances stay in use until the last answer is older than {@code maxStale} (RFC 8767). */
    Snapshot failed(String error, Duration now, Duration maxStale) {
        boolean tooOld = answeredAt == null || now.minus(answeredAt).compareTo(maxStale) > 0;
        return new Snapshot(
                tooOld ? List.of() : instances, answeredAt, server, timeToLive, emptySince, failures + 1, error);
    }

    /**
     * Returns how far the instances are to be believed, 0 to 1: while lookups fail, an address may be given to another program, and the
     * longer they fail the likelier it is.
     */
    double freshness(Duration now, Duration floor) {
        if (failures == 0 || answeredAt == null) {
            return 1;
        }
        double believed = Math.max(timeToLive.toMillis(), floor.toMillis());
        return Math.min(1, believed / Math.max(1, now.minus(answeredAt).toMillis()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Tells whether DNS has neither answered nor failed yet. */
    boolean isUndecided() {
        return answeredAt == null && failures == 0;
    }
}
