package org.acme.kit.discovery;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import org.acme.kit.dns.DnsAnswer;
import org.acme.kit.dns.DnsQuestion;
import org.acme.kit.dns.DnsResolver;
import org.acme.kit.dns.Nameservers;

/**
 * Internal: every service that is discovered by DNS, by the name that it has in Stork's configuration. Their lookups end with the
 * application. Thread-safe.
 *
 * <p>Also for code that needs addresses and no HTTP client: a gRPC channel, a cache ring, a worker.
 */
@ApplicationScoped
public class Discovery {

    private final Map<String, ServiceRefresh> services = new ConcurrentSkipListMap<>();
    private final DnsResolver resolver;
    private final Nameservers.Source host;
    private final MeterRegistry metrics;
    private final DiscoveryThread thread = new DiscoveryThread();

    Discovery(DnsResolver resolver, Nameservers.Source host, MeterRegistry metrics) {
        this.resolver = resolver;
        this.host = host;
        this.metrics = metrics;
    }

    /** Adds a service, in place of one of the same name; its lookups begin with its first use, or at the start. */
    public ServiceRefresh add(DiscoverySettings settings) {
        ServiceRefresh service = new ServiceRefresh(
                settings,
                new ServiceLookup(settings, this::ask, host),
                thread,
                new RefreshTimes(
                        settings.minTtl(),
                        settings.maxTtl(),
                        () -> ThreadLocalRandom.current().nextDouble()),
                new DiscoveryMeters(metrics, settings.service()));
        ServiceRefresh replaced = services.put(settings.service(), service);
        if (replaced != null) {
            replaced.close();
        }
        return service;
    }

    /** Asks DNS and continues on the thread of discovery: that of dnsjava and the event loops have other things to do. */
    private Uni<DnsAnswer> ask(DnsQuestion question, Nameservers nameservers) {
        return resolver.ask(question, nameservers).emitOn(thread);
    }

    /** Returns the names of the services. */
    public Set<String> services() {
        return Set.copyOf(services.keySet());
    }

    /**
     * Returns the instances of a service as they are known now, without waiting; the first call starts the lookups.
     *
     * @return the instances, empty if none is known (yet); unmodifiable
     * @throws IllegalArgumentException if there is no such service
     */
    public List<DnsInstance> instances(String service) {
        return get(service).start().snapshot().instances();
    }

    /**
     * Tells the instances of a service now and at each change from then on; subscribing starts the lookups.
     *
     * @return a stream without end; a subscriber that is slow misses states in between, never the last
     * @throws IllegalArgumentException if there is no such service
     */
    public Multi<List<DnsInstance>> changes(String service) {
        return get(service).changes();
    }

    /**
     * Asks that DNS is asked again at once because most known instances of a service fail, rather than when their TTL ends.
     *
     * <p>The lookup begins at once, or {@code min-ttl} after the last one. Requests until then are one request, and one during a
     * lookup is none. Returns immediately, never throws, never looks up on the caller's thread, and costs a read of memory while a
     * request is pending: call it with each failure as long as most instances fail.
     *
     * @param service its name in Stork's configuration; one that is discovered by other means than {@code dnsjava} is ignored
     */
    public void refreshSoon(String service) {
        find(service).ifPresent(ServiceRefresh::refreshSoon);
    }

    /**
     * Returns how far the instances of a service are to be believed: 1 as long as DNS confirms them in time; while lookups fail, their
     * TTL (at least {@code min-ttl}) in relation to the age of the answer. Two TTLs old is 0.5, ten are 0.1. Does not block.
     *
     * @param service its name in Stork's configuration; 1 for one that is discovered by other means than {@code dnsjava}
     */
    public double freshness(String service) {
        ServiceRefresh known = services.get(service);
        return known == null
                ? 1
                : known.snapshot().freshness(thread.now(), known.settings().minTtl());
    }

    /** Returns what is known of a service, and how well; empty if there is no such service. Starts nothing. */
    public Optional<DiscoveryStatus> status(String service) {
        return find(service).map(ServiceRefresh::status);
    }

    Collection<ServiceRefresh> all() {
        return services.values();
    }

    ServiceRefresh.Steps thread() {
        return thread;
    }

    private Optional<ServiceRefresh> find(String name) {
        return Optional.ofNullable(services.get(name));
    }

    ServiceRefresh get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "No service '" + name + "' with discovery of type dnsjava; known are " + services.keySet()
                                + "; see quarkus.stork." + name + ".service-discovery.type"));
    }

    @PreDestroy
    void close() {
        services.values().forEach(ServiceRefresh::close);
        thread.close();
    }
}
