package org.acme.kit.endpoint;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.middleware.InFlightLimits;

/**
 * The check of endpoint names and limits at the start. The start stops if several endpoints have one name, if {@code kit.limits}
 * or {@code kit.deadline} names no endpoint, if {@code kit.deadline} names a stream, or if a limit is below 1.
 */
@ApplicationScoped
class EndpointNames {

    void check(@Observes StartupEvent start, InFlightLimits limits, Deadlines deadlines, Catalogue catalogue) {
        check(limits.endpoints(), catalogue.names());
        check(deadlines.endpoints().keySet(), catalogue.names(), catalogue.streams());
    }

    static void check(Set<String> deadlines, List<String> endpoints, List<String> streams) {
        for (String name : deadlines) {
            String key = "kit.deadline.\"" + name + "\"";
            if (!endpoints.contains(name)) {
                throw new IllegalArgumentException(key + " names no endpoint; there are " + endpoints);
            }
            if (streams.contains(name)) {
                throw new IllegalArgumentException(key + " names a stream, which has no deadline;"
                        + " end it in the endpoint, as with stream.select().first(Duration.ofMinutes(5))");
            }
        }
    }

    static void check(Map<String, InFlightLimits.OfEndpoint> limits, List<String> endpoints) {
        requireDistinct(endpoints);
        limits.forEach((name, limit) -> check(name, limit.inFlight(), endpoints));
    }

    private static void requireDistinct(List<String> endpoints) {
        Set<String> several = endpoints.stream()
                .filter(name -> Collections.frequency(endpoints, name) > 1)
                .collect(Collectors.toSet());
        if (!several.isEmpty()) {
            throw new IllegalStateException("Several endpoints are named " + several
                    + ", after their classes, and would share logs, metrics and limits; rename the classes");
        }
    }

    private static void check(String name, OptionalInt inFlight, List<String> endpoints) {
        String key = "kit.limits.\"" + name + "\".in-flight";
        if (!endpoints.contains(name)) {
            throw new IllegalArgumentException(key + " names no endpoint; there are " + endpoints);
        }
        if (inFlight.orElse(1) < 1) {
            throw new IllegalArgumentException(key + " must be 1 or more, was " + inFlight.getAsInt());
        }
    }
}
