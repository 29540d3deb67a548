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

    /** The view of one list of discovery; made once for each list, so that its identity stands for its content too. */
    private record View(List<DnsInstance> source, List<ServiceInstance> instances) {

        private static View of(List<DnsInstance> source) {
            return new View(
                    source, source.stream().<ServiceInstance>map(Instance::new).toList());
        }
    }

    private final ServiceRefresh service;
    private volatile View last = View.of(List.of());

    StorkDiscovery(ServiceRefresh service) {
        this.service = service;
    }

    @Override
    public Uni<List<ServiceInstance>> getServiceInstances() {
        return service.instances().map(this::view);
    }

    private List<ServiceInstance> view(List<DnsInstance> source) {
        View known = last;
        if (known.source != source) {
            known = View.of(source);
            last = known;
        }
        return known.instances;
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
