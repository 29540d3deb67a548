package org.acme.kit.discovery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.acme.kit.discovery.ServiceLookup.Found.DropReason;

/** The meters of one service, {@code discovery.*}: lookups by outcome with their duration, instances, dropped records. */
final class DiscoveryMeters {

    private final MeterRegistry registry;
    private final String service;
    private final Map<String, Timer> lookups = new HashMap<>();
    private final Map<DropReason, Counter> dropped = new EnumMap<>(DropReason.class);

    DiscoveryMeters(MeterRegistry registry, String service) {
        this.registry = registry;
        this.service = service;
        // Registered at zero, so that the first failure is an increase.
        for (String outcome : List.of("found", "empty", "failed")) {
            lookups.put(outcome, lookups(outcome));
        }
        for (DropReason reason : DropReason.values()) {
            dropped.put(reason, dropped(reason));
        }
    }

    /** Registers gauges of the number of instances and the age of the last answer; the age is NaN before the first answer. */
    void show(Supplier<Discovery.Status> status) {
        Gauge.builder(
                        "discovery.instances",
                        status,
                        now -> now.get().instances().size())
                .description("Instances in use")
                .tag("service", service)
                .strongReference(true)
                .register(registry);
        TimeGauge.builder("discovery.age", status, TimeUnit.SECONDS, now -> seconds(now.get()))
                .description("Time since DNS last confirmed the instances in use")
                .tag("service", service)
                .strongReference(true)
                .register(registry);
    }

    void answered(Found found, Duration took) {
        lookups.get(found.nodes().isEmpty() ? "empty" : "found").record(took);
        found.dropped().forEach((reason, records) -> dropped.get(reason).increment(records));
    }

    /** Returns how many records were dropped since the start. */
    long dropped() {
        return (long) dropped.values().stream().mapToDouble(Counter::count).sum();
    }

    void failed(Duration took) {
        lookups.get("failed").record(took);
    }

    private Timer lookups(String outcome) {
        return Timer.builder("discovery.lookups")
                .description("Lookups and what they brought")
                .tag("service", service)
                .tag("outcome", outcome)
                .register(registry);
    }

    private Counter dropped(DropReason reason) {
        return Counter.builder("discovery.records.dropped")
                .description("Records that could not be used")
                .tag("service", service)
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private static double seconds(Discovery.Status status) {
        return status.age() == null ? Double.NaN : status.age().toMillis() / 1_000.0;
    }
}
