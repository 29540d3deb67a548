package org.acme.kit.stork;

import io.smallrye.stork.Stork;
import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.NoServiceInstanceFoundException;
import io.smallrye.stork.api.ServiceInstance;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.acme.kit.balancing.BalancedInstance;
import org.acme.kit.balancing.Balancer;
import org.jspecify.annotations.Nullable;

/** Internal: Stork's view of the {@link Balancer} of one service. Thread-safe. */
public final class StorkBalancer implements LoadBalancer {

    static final String UNKNOWN = "<service>";

    private final Function<String, Balancer> factory;
    private volatile @Nullable Balancer balancer;

    /** Takes a factory that needs the service's name: Stork gives the name only after it has created this object. */
    StorkBalancer(Function<String, Balancer> factory) {
        this.factory = factory;
    }

    /** Discovery's list with what one call has tried of it; Stork passes a collection to its load balancer unchanged. */
    static final class ForCall extends AbstractCollection<ServiceInstance> {

        private final Collection<ServiceInstance> instances;
        private final Predicate<BalancedInstance> tried;

        ForCall(Collection<ServiceInstance> instances, Predicate<BalancedInstance> tried) {
            this.instances = instances;
            this.tried = tried;
        }

        @Override
        public Iterator<ServiceInstance> iterator() {
            return instances.iterator();
        }

        @Override
        public int size() {
            return instances.size();
        }
    }

    /**
     * Picks an instance; for a {@link ForCall}, also begins an attempt.
     *
     * @param instances discovery's list, never changed: the same object means the same content
     * @throws NoServiceInstanceFoundException if there are none
     * @throws org.acme.kit.error.Unavailable if the circuit is open
     */
    @Override
    public ServiceInstance selectServiceInstance(Collection<ServiceInstance> instances) {
        if (instances.isEmpty()) {
            String service = balancer().service();
            throw new NoServiceInstanceFoundException("No instance of '" + service
                    + "' to pick from: discovery gave an empty list; check quarkus.stork." + service
                    + ".service-discovery");
        }
        return instances instanceof ForCall call
                ? PickedInstance.forAttempt(balancer().pick(call.instances, call.tried))
                : PickedInstance.reporting(balancer().pick(instances, Balancer.NONE_TRIED));
    }

    /** Returns false: no rule here depends on the order of picks and starts, and with true Stork would lock on the event loop. */
    @Override
    public boolean requiresStrictRecording() {
        return false;
    }

    /** Returns the balancer; before Stork gives the service's name, a new one without a name, which is not kept. */
    Balancer balancer() {
        Balancer known = balancer;
        return known == null ? make() : known;
    }

    private synchronized Balancer make() {
        Balancer known = balancer;
        if (known == null) {
            Optional<String> name = name();
            known = factory.apply(name.orElse(UNKNOWN));
            balancer = name.isPresent() ? known : null;
        }
        return known;
    }

    private Optional<String> name() {
        return Optional.ofNullable(Stork.getInstance()).stream()
                .flatMap(stork -> stork.getServices().entrySet().stream())
                .filter(service -> service.getValue().getLoadBalancer() == this)
                .map(Entry::getKey)
                .findFirst();
    }
}
