package org.acme.kit.stork;

import io.smallrye.mutiny.Uni;
import io.smallrye.stork.api.Metadata;
import io.smallrye.stork.api.MetadataKey;
import io.smallrye.stork.api.ServiceDiscovery;
import io.smallrye.stork.api.ServiceInstance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acme.kit.discovery.DnsInstance;
import org.acme.kit.discovery.ServiceRefresh;

/** Stork's view of the discovery of one service by DNS. Thread-safe. */
final class StorkDiscovery implements ServiceDiscovery {

    /**
     * The view of what discovery gives until it changes.
     *
     * @param source what discovery gives
     * @param known the list in it
     * @param instances the view of that list, made once for each list, so that its identity stands for its content too
     */
    private record View(Uni<List<DnsInstance>> source, List<DnsInstance> known, Uni<List<ServiceInstance>> instances) {}

    private final ServiceRefresh service;
    private volatile View last =
            new View(Uni.createFrom().nothing(), List.of(), Uni.createFrom().item(List.of()));

    StorkDiscovery(ServiceRefresh service) {
        this.service = service;
    }

    @Override
    public Uni<List<ServiceInstance>> getServiceInstances() {
        Uni<List<DnsInstance>> source = service.instances();
        View view = last;
        // Until the next lookup ends discovery gives the same object: a pick costs a comparison.
        return view.source == source ? view.instances : source.chain(known -> view(source, known));
    }

    private Uni<List<ServiceInstance>> view(Uni<List<DnsInstance>> source, List<DnsInstance> known) {
        View before = last;
        View view = new View(
                source,
                known,
                before.known == known
                        ? before.instances
                        : Uni.createFrom()
                                .item(known.stream()
                                        .<ServiceInstance>map(Instance::new)
                                        .toList()));
        last = view;
        return view.instances;
    }

    /** The name of what DNS says about an instance besides its address; the values are decimal numbers and a host name. */
    enum Key implements MetadataKey {
        PRIORITY,
        WEIGHT,
        /** The SRV target, or the name that was looked up. */
        TARGET;

        @Override
        public String getName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Stork's view of an instance. */
    record Instance(DnsInstance known) implements ServiceInstance {

        @Override
        public long getId() {
            return known.id();
        }

        @Override
        public String getHost() {
            return known.address().getHostAddress();
        }

        @Override
        public int getPort() {
            return known.port();
        }

        @Override
        public Optional<String> getPath() {
            return Optional.empty();
        }

        @Override
        public boolean isSecure() {
            return known.secure();
        }

        @Override
        public Metadata<Key> getMetadata() {
            return Metadata.of(Key.class)
                    .with(Key.PRIORITY, known.priority())
                    .with(Key.WEIGHT, known.weight())
                    .with(Key.TARGET, known.target());
        }
    }
}
