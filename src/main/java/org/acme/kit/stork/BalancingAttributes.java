package org.acme.kit.stork;

import static java.util.stream.Collectors.joining;

import io.quarkus.stork.StorkConfigProvider;
import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.ServiceDiscovery;
import io.smallrye.stork.api.config.ConfigWithType;
import io.smallrye.stork.api.config.LoadBalancerType;
import io.smallrye.stork.api.config.ServiceConfig;
import io.smallrye.stork.spi.LoadBalancerProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.acme.kit.balancing.Balancer;
import org.acme.kit.balancing.EjectionRules;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the attributes of both load balancers of the kit, {@code quarkus.stork.<service>.load-balancer.<attribute>}. Their
 * providers are below.
 */
public final class BalancingAttributes {

    /**
     * Every attribute with its default.
     *
     * <ul>
     *   <li>{@code failures}: how many failures in a row eject an instance, 1 to 1000000.
     *   <li>{@code success-rate}: the percentage of answered calls below which an instance is ejected, 0 to 100; 0 for never.
     *   <li>{@code min-requests}: how many calls the window must have for the success rate to count, 1 to 1000000.
     *   <li>{@code window}: the time over which calls are counted for the success rate.
     *   <li>{@code rest}: the time of the first ejection; the n-th lasts n times as long. At most {@code max-rest}.
     *   <li>{@code max-rest}: the longest time of an ejection.
     * </ul>
     */
    public static final Map<String, String> DEFAULTS = Map.of(
            "failures",
            "5",
            "success-rate",
            "80",
            "min-requests",
            "20",
            "window",
            "10s",
            "rest",
            "5s",
            "max-rest",
            "300s");

    private static final int MANY = 1_000_000;

    private BalancingAttributes() {}

    /**
     * Reads the rules of a service.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException if an attribute is unknown or wrong; the message names the
     *     key and the allowed values
     */
    static EjectionRules rules(ConfigWithType config) {
        return rules(servicesWith(config), config.parameters());
    }

    static EjectionRules rules(String service, Map<String, String> attributes) {
        Attributes given = new Attributes("quarkus.stork." + service + ".load-balancer", DEFAULTS, attributes);
        Duration rest = given.duration("rest").orElseThrow();
        Duration maxRest = given.duration("max-rest").orElseThrow();
        if (rest.compareTo(maxRest) > 0) {
            throw given.refuse("rest", "is longer than max-rest", "up to " + maxRest.toSeconds() + "s");
        }
        return new EjectionRules(
                given.number("failures", 1, MANY),
                given.number("success-rate", 0, 100),
                given.number("min-requests", 1, MANY),
                given.duration("window").orElseThrow(),
                rest,
                maxRest);
    }

    /** Returns the name of the service with this configuration, for messages; several names if services share it. */
    static String servicesWith(ConfigWithType config) {
        String names = new StorkConfigProvider()
                .getConfigs().stream()
                        .filter(service -> isSame(service.loadBalancer(), config))
                        .map(ServiceConfig::serviceName)
                        .collect(joining("|"));
        return names.isEmpty() ? StorkBalancer.UNKNOWN : names;
    }

    private static boolean isSame(@Nullable ConfigWithType candidate, ConfigWithType config) {
        return candidate != null
                && candidate.type().equals(config.type())
                && candidate.parameters().equals(config.parameters());
    }
}

/** Balancing at random, by priority and weight: {@code quarkus.stork.<service>.load-balancer.type=weighted-random}. */
@LoadBalancerType("weighted-random")
@ApplicationScoped
class WeightedRandomProvider implements LoadBalancerProvider<WeightedRandomConfiguration> {

    @Inject // a field, because the loader that Stork generates wants a constructor without parameters
    Balancers balancers;

    @Override
    public LoadBalancer createLoadBalancer(WeightedRandomConfiguration attributes, ServiceDiscovery discovery) {
        return balancers.add(Balancer::random, attributes);
    }
}

/** Balancing in turn, by priority and weight: {@code quarkus.stork.<service>.load-balancer.type=weighted-round-robin}. */
@LoadBalancerType("weighted-round-robin")
@ApplicationScoped
class WeightedRoundRobinProvider implements LoadBalancerProvider<WeightedRoundRobinConfiguration> {

    @Inject // a field, because the loader that Stork generates wants a constructor without parameters
    Balancers balancers;

    @Override
    public LoadBalancer createLoadBalancer(WeightedRoundRobinConfiguration attributes, ServiceDiscovery discovery) {
        return balancers.add(Balancer::roundRobin, attributes);
    }
}
