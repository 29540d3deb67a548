package org.acme.kit.discovery;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what is known of a service at one moment, for people and scripts.
 *
 * @param service its name in Stork's configuration
 * @param name the name that is looked up
 * @param instances the instances in use
 * @param age the time since DNS last confirmed them, null if it never did
 * @param timeToLive how long the last answer may be believed, zero before the first
 * @param error why the last lookup failed, null if it did not
 */
public record DiscoveryStatus(
        String service,
        String name,
        List<DnsInstance> instances,
        @Nullable Duration age,
        Duration timeToLive,
        @Nullable String error) {

    static DiscoveryStatus of(DiscoverySettings settings, Snapshot snapshot, Duration now) {
        Duration age = snapshot.answeredAt() == null ? null : now.minus(snapshot.answeredAt());
        return new DiscoveryStatus(
                settings.service(),
                settings.name(),
                snapshot.instances(),
                age,
                snapshot.timeToLive(),
                snapshot.error());
    }
}
