package org.acme.kit.discovery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.acme.kit.discovery.Found.DropReason;

/** Counts and times the lookups of one service and shows what they brought; the meters are named {@code discovery.*}. */
final class DiscoveryMeters {

    private final MeterRegistry registry;
    private final String service;

    DiscoveryMeters(MeterRegistry registry, String service) {
        this.registry = registry;
        this.service = service;
    }

    /** Shows the number of instances and the age of the last answer, NaN before the first. */
    void show(Supplier<DiscoveryStatus> status) {
        Gauge.builder("discovery.instances", status, now -> now.get()
                        .instances()
                        .size())
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
        record(found.nodes().isEmpty() ? "empty" : "found", took);
        found.dropped().forEach(this::dropped);
    }

    void failed(Duration took) {
        record("failed", took);
    }

    private void record(String outcome, Duration took) {
        registry.timer("discovery.lookups", "service", service, "outcome", outcome)
                .record(took);
    }

    private void dropped(DropReason reason, int records) {
        registry.counter(
                        "discovery.records.dropped",
                        "service",
                        service,
                        "reason",
                        reason.name().toLowerCase(Locale.ROOT))
                .increment(records);
    }

    private static double seconds(DiscoveryStatus status) {
        return status.age() == null ? Double.NaN : status.age().toMillis() / 1_000.0;
    }
}
