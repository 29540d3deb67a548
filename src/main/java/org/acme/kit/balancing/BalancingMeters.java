package org.acme.kit.balancing;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.acme.kit.balancing.EjectionRules.Standing.State;

/**
 * Internal: the meters of balancing: {@code balancing.instances} by service and state, and the calls of each instance in the
 * current list. The meters of an instance that vanished are removed: a service that is rolled out every day would leave hundreds
 * behind. Thread-safe; registering locks, so no event loop should do it.
 */
@ApplicationScoped
public class BalancingMeters {

    private final MeterRegistry registry;
    private final Map<Balancer, Map<Health, List<Meter>>> shown = new HashMap<>();

    BalancingMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers the meters of a balancer and its current instances; removes those of instances that vanished. */
    public synchronized void show(Balancer balancer) {
        Map<Health, List<Meter>> known = shown.computeIfAbsent(balancer, added -> {
            states(added);
            return new HashMap<>();
        });
        List<BalancedInstance> instances = balancer.instances();
        Set<Health> vanished = new HashSet<>(known.keySet());
        instances.forEach(instance -> vanished.remove(instance.health()));
        vanished.forEach(health -> known.remove(health).forEach(registry::remove));
        instances.forEach(
                instance -> known.computeIfAbsent(instance.health(), health -> meters(balancer.service(), instance)));
    }

    private void states(Balancer balancer) {
        for (State state : State.values()) {
            Gauge.builder("balancing.instances", balancer, picks -> count(picks, state))
                    .description("Instances by what balancing thinks of them")
                    .tag("service", balancer.service())
                    .tag("state", state.label)
                    .register(registry);
        }
    }

    private static long count(Balancer balancer, State state) {
        return balancer.instances().stream()
                .filter(instance -> instance.health().standing().state() == state)
                .count();
    }

    private List<Meter> meters(String service, BalancedInstance instance) {
        Health health = instance.health();
        Tags tags = Tags.of("service", service, "instance", instance.address());
        return List.of(
                Gauge.builder(
                                "balancing.in.flight",
                                health,
                                counts -> counts.load().inFlight())
                        .description("Calls that the instance has not answered yet")
                        .tags(tags)
                        .register(registry),
                counter("balancing.picks", "Calls that went to the instance", health, tags, Health.Totals::picked),
                counter("balancing.failures", "Calls that the instance failed", health, tags, Health.Totals::failed),
                counter("balancing.ejections", "Times the instance was ejected", health, tags, Health.Totals::ejected));
    }

    private Meter counter(
            String name, String description, Health health, Tags tags, ToDoubleFunction<Health.Totals> total) {
        return FunctionCounter.builder(name, health, counts -> total.applyAsDouble(counts.totals()))
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
