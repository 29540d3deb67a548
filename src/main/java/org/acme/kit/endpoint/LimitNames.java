package org.acme.kit.endpoint;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import org.acme.kit.middleware.Limits;

/** Stops the start if {@code kit.limits} speaks of an endpoint that there is not, or allows it no call. */
@ApplicationScoped
class LimitNames {

    void check(@Observes StartupEvent start, Limits limits, Catalogue catalogue) {
        check(limits.endpoints(), catalogue.names());
    }

    static void check(Map<String, Limits.EndpointLimits> limits, List<String> endpoints) {
        limits.forEach((name, limit) -> {
            String key = "kit.limits.\"" + name + "\".in-flight";
            if (!endpoints.contains(name)) {
                throw new IllegalArgumentException(key + " names no endpoint; there are " + endpoints);
            }
            if (limit.inFlight().orElse(1) < 1) {
                throw new IllegalArgumentException(
                        key + " must be 1 or more, was " + limit.inFlight().getAsInt());
            }
        });
    }
}
