package org.acme.kit.balancing;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Shows what becomes of the calls of each instance that is known now; those of one that vanished are taken away, or a service
 * that is rolled out every day would leave hundreds behind. Not thread-safe: the planner tells of one list at a time.
 */
final class InstanceMeters {

    private final MeterRegistry registry;
    private final String service;
    private final Map<Health, List<Meter>> shown = new HashMap<>();

    InstanceMeters(MeterRegistry registry, String service) {
        this.registry = registry;
        this.service = service;
    }

    void show(List<BalancedInstance> instances) {
        Set<Health> vanished = new HashSet<>(shown.keySet());
        instances.forEach(instance -> vanished.remove(instance.health()));
        vanished.forEach(health -> shown.remove(health).forEach(registry::remove));
        instances.forEach(instance -> shown.computeIfAbsent(instance.health(), health -> meters(instance)));
    }

    private List<Meter> meters(BalancedInstance instance) {
        return List.of(
                Gauge.builder(
                                "balancing.in.flight",
                                instance.health(),
                                health -> health.inFlight().count())
                        .description("Calls that the instance has not answered yet")
                        .tags(tags(instance))
                        .register(registry),
                counter("balancing.picks", "Calls that went to the instance", instance, Health.Totals::picked),
                counter("balancing.failures", "Calls that the instance failed", instance, Health.Totals::failed),
                counter("balancing.ejections", "Times the instance was ejected", instance, Health.Totals::ejected));
    }

    private Meter counter(
            String name, String description, BalancedInstance instance, ToDoubleFunction<Health.Totals> total) {
        return FunctionCounter.builder(name, instance.health(), health -> total.applyAsDouble(health.totals()))
                .description(description)
                .tags(tags(instance))
                .register(registry);
    }

    private Tags tags(BalancedInstance instance) {
        return Tags.of("service", service, "instance", instance.socketAddress());
    }
}
