package org.acme.kit.middleware;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The metrics of one endpoint. Created before its first call: a call needs no lookup, and every outcome starts at zero. */
final class CallMeters {

    // From an answer out of memory (5 ms) to one that callers no longer wait for (2 s): enough buckets for alerts, and
    // few time series to store.
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2)
    };

    private final Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);
    private final @Nullable Counter items;

    CallMeters(EndpointBean endpoint, MeterRegistry registry) {
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
