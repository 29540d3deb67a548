package org.acme.kit.discovery;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import org.acme.kit.dns.SocketAddresses;
import org.acme.kit.error.Unavailable;

/** The failure of a call to a service without a known instance: 503. Its message tells operators why and what to check. */
final class NoInstance extends Unavailable {

    NoInstance(DiscoverySettings settings, Snapshot snapshot, Duration retryAfter) {
        super(
                "No instance of the service '" + settings.service() + "' is known at the moment.",
                retryAfter,
                "No instance of '" + settings.service() + "': " + reason(settings, snapshot));
    }

    /** Describes why no instance is known, and which records and keys to check. */
    static String reason(DiscoverySettings settings, Snapshot snapshot) {
        return outcome(settings, snapshot) + "; check the records of " + settings.name() + " and quarkus.stork."
                + settings.service() + ".service-discovery.name, .record and .servers";
    }

    private static String outcome(DiscoverySettings settings, Snapshot snapshot) {
        if (snapshot.error() != null) {
            return snapshot.error();
        }
        return snapshot.isUndecided()
                ? settings.question() + " asked of " + servers(settings) + ": no answer within first-wait="
                        + settings.firstWait()
                : settings.question() + " answered by " + snapshot.server() + ": no usable record";
    }

    private static String servers(DiscoverySettings settings) {
        return settings.servers().isEmpty()
                ? "the servers of this host"
                : settings.servers().stream().map(SocketAddresses::format).collect(joining(", "));
    }
}
