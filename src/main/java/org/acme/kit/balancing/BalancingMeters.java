package org.acme.kit.balancing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.acme.kit.balancing.Standing.State;

/** Shows how many instances of each service are in which state, as {@code balancing.instances}, and the calls of each instance. */
@ApplicationScoped
class BalancingMeters {

    private final MeterRegistry registry;

    BalancingMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Waits for the start, for until then Stork knows no balancer's service. */
    void show(@Observes StartupEvent started, Balancers balancers) {
        balancers.all().forEach(this::show);
    }

    void show(Balancer balancer) {
        for (State state : State.values()) {
            Gauge.builder("balancing.instances", balancer, picks -> count(picks, state))
                    .description("Instances by what balancing thinks of them")
                    .tag("service", balancer.service())
                    .tag("state", state.label)
                    .register(registry);
        }
        balancer.watch(new InstanceMeters(registry, balancer.service())::show);
    }

    private static long count(Balancer balancer, State state) {
        return balancer.report().stream()
                .filter(instance -> instance.state().equals(state.label))
                .count();
    }
}
