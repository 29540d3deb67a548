package org.acme.kit.discovery;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the status of one service's discovery at one moment, for reports and scripts. Immutable.
 *
 * @param service its name in Stork's configuration
 * @param question the question: the kind of record, the name, the port
 * @param server the nameserver that answered last, null before the first answer
 * @param instances the instances in use
 * @param age the time since DNS last confirmed them, null if it never did
 * @param timeToLive the TTL of the last answer, zero before the first
 * @param error why the last lookup failed, null if it did not
 * @param dropped how many records could not be used since the start
 */
public record DiscoveryStatus(
        String service,
        String question,
        @Nullable String server,
        List<DnsInstance> instances,
        @Nullable Duration age,
        Duration timeToLive,
        @Nullable String error,
        long dropped) {

    static DiscoveryStatus of(DiscoverySettings settings, Snapshot snapshot, long dropped, Duration now) {
        Duration age = snapshot.answeredAt() == null ? null : now.minus(snapshot.answeredAt());
        return new DiscoveryStatus(
                settings.service(),
                settings.question(),
                snapshot.server(),
                snapshot.instances(),
                age,
                snapshot.timeToLive(),
                snapshot.error(),
                dropped);
    }
}
