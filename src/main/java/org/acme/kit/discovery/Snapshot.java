package org.acme.kit.discovery;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.acme.kit.dns.SocketAddresses;
import org.acme.kit.error.Unavailable;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a service at one moment, and the rules by which an answer or a failure makes the next snapshot. Immutable.
 *
 * <p>Moments are readings of a monotonic clock: the wall clock may jump by years at the first answer of NTP.
 *
 * @param instances the instances in use
 * @param answeredAt when DNS last confirmed them, null if it never did
 * @param server the nameserver that answered last, null before the first answer
 * @param timeToLive the TTL of the last answer; for an empty answer that is doubted, at most the rest of the grace period
 * @param emptySince when DNS first gave an empty answer, null if its last answer was not empty
 * @param silentSince when DNS last answered before the lookups that failed since, null if the last one did not fail
 * @param failures how many lookups in a row have failed, or have not confirmed all instances
 * @param error why the last lookup failed, null if it did not
 */
record Snapshot(
        List<DnsInstance> instances,
        @Nullable Duration answeredAt,
        @Nullable String server,
        Duration timeToLive,
        @Nullable Duration emptySince,
        @Nullable Duration silentSince,
        int failures,
        @Nullable String error) {

    /** The snapshot before the first answer. */
    static final Snapshot NONE = new Snapshot(List.of(), null, null, Duration.ZERO, null, null, 0, null);

    /**
     * Returns the next snapshot after an answer.
     *
     * <p>An empty answer is doubted for {@code grace} if there are instances in use: a zone that is being reloaded answers the
     * same. A target "." is an explicit statement and is believed at once (RFC 2782). An answer that does not confirm all instances
     * counts as a failed lookup, too: their age grows.
     */
    Snapshot answered(Found found, List<DnsInstance> current, Duration now, Duration grace) {
        if (!current.isEmpty() || found.notAvailable()) {
            // The same object as long as nothing changes, so that readers need not compare content.
            List<DnsInstance> same = current.equals(instances) ? instances : current;
            return found.unconfirmed() == null
                    ? new Snapshot(same, now, found.server(), found.timeToLive(), null, null, 0, null)
                    : new Snapshot(
                            same,
                            answeredAt,
                            found.server(),
                            found.timeToLive(),
                            null,
                            null,
                            failures + 1,
                            found.unconfirmed());
        }
        Duration since = emptySince == null ? now : emptySince;
        Duration left = grace.minus(now.minus(since));
        return instances.isEmpty() || left.isNegative() || left.isZero()
                ? new Snapshot(List.of(), now, found.server(), found.timeToLive(), since, null, 0, null)
                : new Snapshot(
                        instances, answeredAt, found.server(), shorter(found.timeToLive(), left), since, null, 0, null);
    }

    /** Returns the next snapshot after a failure: instances stay in use until older than {@code maxStale} (RFC 8767). */
    Snapshot failed(String error, Duration now, Duration maxStale) {
        Duration heard = silentSince == null && failures > 0 ? now : answeredAt; // it has answered, but not for all
        Duration silent = silentSince == null ? heard : silentSince;
        return new Snapshot(
                believed(now, maxStale), answeredAt, server, timeToLive, emptySince, silent, failures + 1, error);
    }

    /** Returns the instances whose addresses may be used without being confirmed: all, or none after {@code maxStale}. */
    List<DnsInstance> believed(Duration now, Duration maxStale) {
        boolean tooOld = answeredAt == null || now.minus(answeredAt).compareTo(maxStale) > 0;
        return tooOld ? List.of() : instances;
    }

    /**
     * Returns the freshness of the instances, from 0 (exclusive) to 1. The longer lookups fail, the likelier an address belongs
     * to another program now. A target that DNS does not confirm says nothing of the others.
     *
     * @param floor the least time for which an answer counts as fresh
     */
    double freshness(Duration now, Duration floor) {
        if (silentSince == null) {
            return 1;
        }
        double believed = Math.max(timeToLive.toMillis(), floor.toMillis());
        return Math.min(1, believed / Math.max(1, now.minus(silentSince).toMillis()));
    }

    /** Tells whether no lookup has ended yet, by an answer or a failure. */
    boolean isUndecided() {
        return answeredAt == null && failures == 0;
    }

    /** Describes why no instance is known, and which records and keys to check. */
    String whyNone(DiscoverySettings settings) {
        return outcome(settings) + "; check the records of " + settings.name() + " and quarkus.stork."
                + settings.service() + ".service-discovery.name, .record and .servers";
    }

    private String outcome(DiscoverySettings settings) {
        if (error != null) {
            return error;
        }
        return isUndecided()
                ? settings.question() + " asked of " + servers(settings) + ": no answer within first-wait="
                        + settings.firstWait()
                : settings.question() + " answered by " + server + ": no usable record";
    }

    private static String servers(DiscoverySettings settings) {
        return settings.servers().isEmpty()
                ? "the servers of this host"
                : settings.servers().stream().map(SocketAddresses::format).collect(joining(", "));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The failure of a call to a service without a known instance: 503. Its message tells operators why and what to check. */
    static final class NoInstance extends Unavailable {

        NoInstance(DiscoverySettings settings, Snapshot snapshot, Duration retryAfter) {
            super(
                    "No instance of the service '" + settings.service() + "' is known at the moment.",
                    retryAfter,
                    "No instance of '" + settings.service() + "': " + snapshot.whyNone(settings));
        }
    }
}
