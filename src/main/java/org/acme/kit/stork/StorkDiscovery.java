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
     * Stork's view of one result of discovery.
     *
     * @param source the result of discovery
     * @param known the list in the result
     * @param instances the view of that list, made once for each list: the same object means the same content
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
        // Discovery returns the same object until the next lookup ends, so a pick costs one comparison.
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

    /** The metadata of an instance from DNS. The values are numbers; that of the target is a host name. */
    enum Key implements MetadataKey {
        PRIORITY,
        WEIGHT,
        /** The SRV target, or the name that was looked up, with its last dot. */
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
