package org.acme.kit.stork;

import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.ServiceDiscovery;
import io.smallrye.stork.api.config.LoadBalancerType;
import io.smallrye.stork.spi.LoadBalancerProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.acme.kit.balancing.Balancer;

/**
 * Internal: balancing in turn, by priority and weight: {@code quarkus.stork.<service>.load-balancer.type=weighted-round-robin}.
 *
 * <p>Its attributes are {@link BalancingAttributes}.
 */
@LoadBalancerType("weighted-round-robin")
@ApplicationScoped
public class WeightedRoundRobinProvider implements LoadBalancerProvider<WeightedRoundRobinConfiguration> {

    @Inject // a field, because the loader that Stork generates wants a constructor without parameters
    Balancers balancers;

    @Override
    public LoadBalancer createLoadBalancer(WeightedRoundRobinConfiguration attributes, ServiceDiscovery discovery) {
        return balancers.add(Balancer::roundRobin, attributes);
    }
}
