package org.acme.kit.discovery;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Internal: gives the discovered instances to code that needs addresses and no HTTP client: a gRPC channel, a cache ring, a worker.
 *
 * <p>The services are those of Stork's configuration whose discovery is of type {@code dnsjava}. Safe for all threads.
 */
@ApplicationScoped
public class Discovery {

    private final Discoveries discoveries;

    Discovery(Discoveries discoveries) {
        this.discoveries = discoveries;
    }

    /** Returns the names of the services. */
    public Set<String> services() {
        return discoveries.names();
    }

    /**
     * Returns the instances of a service as they are known now, without waiting; the first call starts the lookups.
     *
     * @return the instances, empty if none is known (yet); unmodifiable
     * @throws IllegalArgumentException if there is no such service
     */
    public List<DnsInstance> instances(String service) {
        return discoveries.get(service).start().snapshot().instances();
    }

    /**
     * Tells the instances of a service now and at each change from then on; subscribing starts the lookups.
     *
     * @return a stream without end; a subscriber that is slow misses states in between, never the last
     * @throws IllegalArgumentException if there is no such service
     */
    public Multi<List<DnsInstance>> changes(String service) {
        return discoveries.get(service).changes();
    }

    /**
     * Asks that DNS is asked again at once because most known instances of a service fail, rather than when their TTL ends.
     *
     * <p>The lookup begins at once, or {@code min-ttl} after the last one. Requests until then are one request, and one during a
     * lookup is none. Returns immediately, never throws, never looks up on the caller's thread, and costs a read of memory while a
     * request is pending: call it with each failure as long as most instances fail. Safe for all threads.
     *
     * @param service its name in Stork's configuration; one that is discovered by other means than {@code dnsjava} is ignored
     */
    public void refreshSoon(String service) {
        discoveries.find(service).ifPresent(DiscoveredService::refreshSoon);
    }

    /** Returns what is known of a service, and how well; empty if there is no such service. Starts nothing. */
    public Optional<DiscoveryStatus> status(String service) {
        return discoveries.find(service).map(DiscoveredService::status);
    }
}
