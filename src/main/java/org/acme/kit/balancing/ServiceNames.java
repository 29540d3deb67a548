package org.acme.kit.balancing;

import static java.util.stream.Collectors.joining;

import io.quarkus.stork.StorkConfigProvider;
import io.smallrye.stork.Stork;
import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.config.ConfigWithType;
import io.smallrye.stork.api.config.ServiceConfig;
import java.util.Map.Entry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the name of the service that Stork makes a balancer for; Stork does not tell. */
final class ServiceNames {

    static final String UNKNOWN = "<service>";

    private ServiceNames() {}

    /** Returns the service with this very configuration; those that share it, if it is more than one. */
    static String configuredWith(ConfigWithType config) {
        String names = new StorkConfigProvider()
                .getConfigs().stream()
                        .filter(service -> isOf(service.loadBalancer(), config))
                        .map(ServiceConfig::serviceName)
                        .collect(joining("|"));
        return names.isEmpty() ? UNKNOWN : names;
    }

    private static boolean isOf(@Nullable ConfigWithType candidate, ConfigWithType config) {
        return candidate != null
                && candidate.type().equals(config.type())
                && candidate.parameters().equals(config.parameters());
    }

    /** Returns the service of a balancer; empty until Stork has put the two together. */
    static Optional<String> of(LoadBalancer balancer) {
        return Optional.ofNullable(Stork.getInstance()).stream()
                .flatMap(stork -> stork.getServices().entrySet().stream())
                .filter(service -> service.getValue().getLoadBalancer() == balancer)
                .map(Entry::getKey)
                .findFirst();
    }
}
