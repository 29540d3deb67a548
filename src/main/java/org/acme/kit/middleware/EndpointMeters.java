package org.acme.kit.middleware;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Singleton;

/** Internal: the registration of an endpoint's metrics before its first call: an alert needs the zero to compare with. */
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
