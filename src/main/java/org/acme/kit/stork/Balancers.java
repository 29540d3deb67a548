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

/** Internal: all balancers of the kit, for clients, metrics and reports. Thread-safe. */
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
     * @throws io.quarkus.runtime.configuration.ConfigurationException if an attribute is unknown or wrong; the message names the
     *     key and the allowed values
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
                // Not on this thread: it may be an event loop, and registering meters takes a lock and time.
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

    /** Registers the meters of all services at the start; before it, Stork does not give the service of a balancer. */
    void show(@Observes StartupEvent started) {
        all().forEach(meters::show);
    }

    /** Returns the kit's balancers, one for each service that is configured with one, sorted by service name. */
    public List<Balancer> all() {
        return all.stream()
                .map(StorkBalancer::balancer)
                .sorted(comparing(Balancer::service))
                .toList();
    }

    /**
     * Tells whether a service may have an untried instance that does not push back. False for a name that is no service of Stork: a
     * fixed URL has one host. True without a balancer of the kit.
     */
    public boolean hasLeft(String service, Predicate<BalancedInstance> tried) {
        return Stork.getInstance().getServiceOptional(service).isPresent()
                && of(service).map(balancer -> balancer.hasLeft(tried)).orElse(true);
    }

    /** Returns the balancer of a service; empty if the service is unknown or its balancer is not the kit's. */
    public Optional<Balancer> of(String service) {
        return Stork.getInstance().getServiceOptional(service).map(Service::getLoadBalancer).stream()
                .filter(StorkBalancer.class::isInstance)
                .map(balancer -> ((StorkBalancer) balancer).balancer())
                .findFirst();
    }

    /**
     * Picks an instance of a service with its configured load balancer.
     *
     * @param tried tests whether the call has tried an instance; null for a call without attempts of the kit
     * @param measured whether Stork measures the time of the call
     * @return an instance, or a failure if there is none or the circuit is open; completes at once, except before the first
     *     answer of discovery, for which it waits
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
