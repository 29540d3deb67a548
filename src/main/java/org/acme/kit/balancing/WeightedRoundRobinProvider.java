package org.acme.kit.balancing;

import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.ServiceDiscovery;
import io.smallrye.stork.api.config.LoadBalancerAttribute;
import io.smallrye.stork.api.config.LoadBalancerType;
import io.smallrye.stork.spi.LoadBalancerProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Internal: gives Stork balancing in turn, by priority and weight: {@code quarkus.stork.<service>.load-balancer.type=weighted-round-robin}.
 *
 * <p>The attributes below are the whole of its configuration; {@link EjectionRules} has where the defaults are from. A wrong one
 * stops the start with its key and what is allowed.
 */
@LoadBalancerType("weighted-round-robin")
@LoadBalancerAttribute(
        name = "failures",
        defaultValue = "5",
        description = "How many failures in a row eject an instance, 1 to 1000000.")
@LoadBalancerAttribute(
        name = "success-rate",
        defaultValue = "80",
        description = "The percentage of answered calls below which an instance is ejected, 0 to 100; 0 for never.")
@LoadBalancerAttribute(
        name = "min-requests",
        defaultValue = "20",
        description = "How many calls the window must have for the success rate to count, 1 to 1000000.")
@LoadBalancerAttribute(
        name = "window",
        defaultValue = "10s",
        description = "How long calls are counted for the success rate.")
@LoadBalancerAttribute(
        name = "rest",
        defaultValue = "5s",
        description = "How long an instance rests when it is ejected first; each further time so much longer.")
@LoadBalancerAttribute(name = "max-rest", defaultValue = "300s", description = "The longest time an instance rests.")
@ApplicationScoped
public class WeightedRoundRobinProvider implements LoadBalancerProvider<WeightedRoundRobinConfiguration> {

    @Inject // a field, because the loader that Stork generates wants a constructor without parameters
    Balancers balancers;

    @Override
    public LoadBalancer createLoadBalancer(WeightedRoundRobinConfiguration attributes, ServiceDiscovery discovery) {
        return balancers.add(new RoundRobin(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE)), attributes);
    }
}
