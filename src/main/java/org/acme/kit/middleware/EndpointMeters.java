package org.acme.kit.middleware;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
        new OfEndpoint(endpoint, registry);
        slots.of(endpoint.name());
    }

    /** The metrics of one endpoint. Created before its first call: a call needs no lookup, and every outcome starts at zero. */
    static final class OfEndpoint {

        // From an answer out of memory (5 ms) to one that callers no longer wait for (2 s): enough for alerts, and few
        // time series to store.
        private static final Duration[] BUCKETS = {
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(2)
        };

        private final Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);
        private final @Nullable Counter items;

        OfEndpoint(EndpointBean endpoint, MeterRegistry registry) {
            for (Outcome outcome : Outcome.values()) {
                timers.put(
                        outcome,
                        Timer.builder("endpoint.calls")
                                .description("Calls of an endpoint and how they ended")
                                .tag("endpoint", endpoint.name())
                                .tag("outcome", outcome.label())
                                .serviceLevelObjectives(BUCKETS)
                                .register(registry));
            }
            items = endpoint.isStream()
                    ? Counter.builder("endpoint.items")
                            .description("Items that the streams of an endpoint passed on")
                            .tag("endpoint", endpoint.name())
                            .register(registry)
                    : null;
        }

        void record(Outcome outcome, long nanos) {
            timers.get(outcome).record(nanos, TimeUnit.NANOSECONDS);
        }

        void streamed(long passedOn) {
            if (items != null) {
                items.increment(passedOn);
            }
        }
    }
}
