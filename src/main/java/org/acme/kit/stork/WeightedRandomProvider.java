package org.acme.kit.stork;

import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.ServiceDiscovery;
import io.smallrye.stork.api.config.LoadBalancerType;
import io.smallrye.stork.spi.LoadBalancerProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.acme.kit.balancing.Balancer;

/**
 * Internal: balancing at random, by priority and weight: {@code quarkus.stork.<service>.load-balancer.type=weighted-random}.
 *
 * <p>Its attributes are {@link BalancingAttributes}.
 */
@LoadBalancerType("weighted-random")
@ApplicationScoped
public class WeightedRandomProvider implements LoadBalancerProvider<WeightedRandomConfiguration> {

    @Inject // a field, because the loader that Stork generates wants a constructor without parameters
    Balancers balancers;

    @Override
    public LoadBalancer createLoadBalancer(WeightedRandomConfiguration attributes, ServiceDiscovery discovery) {
        return balancers.add(Balancer::random, attributes);
    }
}
