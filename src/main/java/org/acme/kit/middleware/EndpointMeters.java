package org.acme.kit.middleware;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Singleton;

/** Internal: makes the metrics of an endpoint before its first call: an alert compares with a zero that is there. */
@Singleton
public final class EndpointMeters {

    private final Slots slots;
    private final MeterRegistry registry;

    EndpointMeters(Slots slots, MeterRegistry registry) {
        this.slots = slots;
        this.registry = registry;
    }

    /** Registers the metrics of a bean whose calls are observed and limited. */
    public void register(Bean<?> bean) {
        EndpointBean endpoint = EndpointBean.of(bean);
        new CallMeters(endpoint, registry);
        slots.of(endpoint.name());
    }
}
