package org.acme.kit.discovery;

import java.time.Duration;
import org.acme.kit.error.Unavailable;

/** Says that no instance of a service is known, and to the operator why and what to check. */
final class NoInstance extends Unavailable {

    NoInstance(DiscoverySettings settings, Snapshot snapshot, Duration retryAfter) {
        super(
                "No instance of the service '" + settings.service() + "' is known at the moment.",
                retryAfter,
                "No instance of '" + settings.service() + "': " + reason(settings, snapshot)
                        + "; check the records of " + settings.name() + " and quarkus.stork." + settings.service()
                        + ".service-discovery.name, .record and .servers");
    }

    private static String reason(DiscoverySettings settings, Snapshot snapshot) {
        if (snapshot.error() != null) {
            return snapshot.error();
        }
        return snapshot.isUndecided()
                ? "no answer from DNS within first-wait=" + settings.firstWait()
                : "DNS has no usable record";
    }
}
