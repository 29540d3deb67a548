package org.acme.kit.middleware;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.Min;
import java.util.Map;
import java.util.OptionalInt;

/** Internal: reads {@code kit.limits}; a wrong value stops the start. */
@ConfigMapping(prefix = "kit.limits")
public interface InFlightLimits {

    /** Returns how many calls of one endpoint may be in flight, at least 1. */
    @Min(1)
    int inFlight();

    /** Returns what is said about single endpoints, by their names. */
    @WithParentName
    Map<String, OfEndpoint> endpoints();

    /** Returns how many calls of an endpoint may be in flight, at least 1. */
    default int of(String endpoint) {
        OfEndpoint own = endpoints().get(endpoint);
        return own == null ? inFlight() : own.inFlight().orElse(inFlight());
    }

    /** Says how the limits of one endpoint differ. */
    interface OfEndpoint {

        /** Returns how many calls may be in flight, at least 1; empty for no difference. */
        OptionalInt inFlight();
    }
}
