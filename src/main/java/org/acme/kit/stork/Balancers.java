package org.acme.kit.stork;

import static java.util.Comparator.comparing;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.stork.Stork;
import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.Service;
import io.smallrye.stork.api.config.ConfigWithType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.acme.kit.balancing.BalancedInstance;
import org.acme.kit.balancing.Balancer;
import org.acme.kit.balancing.Balancer.Member;
import org.acme.kit.balancing.BalancingMeters;
import org.acme.kit.balancing.EjectionRules;
import org.acme.kit.discovery.Discovery;
import org.jspecify.annotations.Nullable;

/** Internal: every balancer of the kit, for clients, metrics and reports. Thread-safe. */
@ApplicationScoped
public class Balancers {

    /** A constructor of balancers: one for each type of Stork's configuration. */
    interface Kind {
        Balancer make(String service, EjectionRules rules, Function<Object, Member> reader);
    }

    private final List<StorkBalancer> all = new CopyOnWriteArrayList<>();
    private final Discovery discovery;
    private final BalancingMeters meters;

    Balancers(Discovery discovery, BalancingMeters meters) {
        this.discovery = discovery;
        this.meters = meters;
    }

    /**
     * Makes the balancer of a service.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException if an attribute is unknown or wrong; it names the key and the
     *     allowed values
     */
    StorkBalancer add(Kind kind, ConfigWithType config) {
        EjectionRules rules = BalancingAttributes.rules(config);
        StorkBalancer balancer =
                new StorkBalancer(service -> listening(kind.make(service, rules, PickedInstance::read)));
        all.add(balancer);
        return balancer;
    }

    private Balancer listening(Balancer balancer) {
        balancer.freshness(() -> discovery.freshness(balancer.service()));
        balancer.listen(new Balancer.Listener() {
            @Override
            public void changed() {
                // Registering meters locks and takes time; an event loop picks.
                Infrastructure.getDefaultExecutor().execute(() -> meters.show(balancer));
            }

            @Override
            public void mostEjected() {
                if (discovery.services().contains(balancer.service())) {
                    discovery.refreshSoon(balancer.service());
                }
            }
        });
        return balancer;
    }

    /** Shows the services from the start: until then Stork knows no balancer's service. */
    void show(@Observes StartupEvent started) {
        all().forEach(meters::show);
    }

    /** Returns the balancers, one for each service that has one of ours, by the name of the service. */
    public List<Balancer> all() {
        return all.stream()
                .map(StorkBalancer::balancer)
                .sorted(comparing(Balancer::service))
                .toList();
    }

    /** Tells whether there may be an instance of a service that a call has not tried and that does not push back. */
    public boolean hasLeft(String service, Predicate<BalancedInstance> tried) {
        return of(service).map(balancer -> balancer.hasLeft(tried)).orElse(true);
    }

    /** Returns the balancer of a service; empty if it is none of ours. */
    public Optional<Balancer> of(String service) {
        return Stork.getInstance().getServiceOptional(service).map(Service::getLoadBalancer).stream()
                .filter(StorkBalancer.class::isInstance)
                .map(balancer -> ((StorkBalancer) balancer).balancer())
                .findFirst();
    }

    /**
     * Picks an instance of a service, with whatever load balancer it is configured with.
     *
     * @param tried what the call has tried, null for a call that is none of the kit
     * @return an instance; a failure if there is none or none answers. It is here at once, but for the first call after the start,
     *     which waits for discovery
     * @throws io.smallrye.stork.api.NoSuchServiceDefinitionException if the service is not configured
     */
    public Uni<PickedInstance> pick(String service, @Nullable Predicate<BalancedInstance> tried, boolean measured) {
        Service known = Stork.getInstance().getService(service);
        LoadBalancer balancer = known.getLoadBalancer();
        if (tried == null || !(balancer instanceof StorkBalancer)) {
            return known.selectInstanceAndRecordStart(measured).map(PickedInstance::of);
        }
        return known.getInstances()
                .map(instances -> PickedInstance.of(
                        known.selectInstanceAndRecordStart(new StorkBalancer.ForCall(instances, tried), measured)));
    }
}
