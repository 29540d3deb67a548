package org.acme.kit.balancing;

import static java.util.Comparator.comparing;

import io.smallrye.stork.api.config.ConfigWithType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Internal: holds every balancer that was made here, for metrics and reports. */
@ApplicationScoped
public class Balancers {

    private final List<Balancer> all = new CopyOnWriteArrayList<>();
    private final TriedSource tried;

    Balancers(TriedSource tried) {
        this.tried = tried;
    }

    /** Returns the balancers, one for each service that has one of ours, by the name of the service. */
    public List<Balancer> all() {
        return all.stream().sorted(comparing(Balancer::service)).toList();
    }

    /** Returns how each instance of a service does; empty before the first call, or if its balancer is none of ours. */
    public List<InstanceReport> report(String service) {
        return all.stream()
                .filter(balancer -> balancer.service().equals(service))
                .findFirst()
                .map(Balancer::report)
                .orElse(List.of());
    }

    /**
     * Makes the balancer of a service.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException if an attribute is unknown or wrong; it names the key and what is allowed
     */
    Balancer add(Selection.Strategy strategy, ConfigWithType config) {
        EjectionRules rules = EjectionAttributes.rules(ServiceNames.configuredWith(config), config.parameters());
        Balancer balancer = new Balancer(strategy, rules, tried, System::nanoTime, ServiceNames::of);
        all.add(balancer);
        return balancer;
    }
}
