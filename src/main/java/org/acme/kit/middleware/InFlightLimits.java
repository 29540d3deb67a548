package org.acme.kit.middleware;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Internal: the configuration {@code kit.limits}.
 *
 * <p>Has no constraints of Bean Validation: one is enough for Quarkus to set up a validator for every mapping of the program,
 * which takes 0.3 s of a start on a JVM. {@code EndpointChecks} stops the start for a wrong value.
 */
@ConfigMapping(prefix = "kit.limits")
public interface InFlightLimits {

    /** Returns how many calls of an endpoint without a limit of its own may be in flight, at least 1. */
    int inFlight();

    /** Returns the limits of single endpoints, by endpoint name; from an environment variable, it has dots for dashes. */
    @WithParentName
    Map<String, OfEndpoint> endpoints();

    /** Returns how many calls of an endpoint may be in flight, at least 1. */
    default int of(String endpoint) {
        OfEndpoint variable = endpoints().get(endpoint.replace('-', '.'));
        OfEndpoint own = endpoints().getOrDefault(endpoint, variable);
        return own == null ? inFlight() : own.inFlight().orElse(inFlight());
    }

    /** The limits of one endpoint. */
    interface OfEndpoint {

        /** Returns how many calls may be in flight, at least 1; empty for {@code kit.limits.in-flight}. */
        OptionalInt inFlight();
    }
}
