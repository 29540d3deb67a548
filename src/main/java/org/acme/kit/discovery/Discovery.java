package org.acme.kit.discovery;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import org.acme.kit.discovery.Steps.DiscoveryThread;
import org.acme.kit.dns.DnsResolver;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.Nameservers;
import org.jspecify.annotations.Nullable;

/**
 * Internal: all services that are discovered by DNS, by their names in Stork's configuration. Their lookups end with the
 * application. Thread-safe.
 *
 * <p>Also for code that needs addresses without an HTTP client: a gRPC channel, a cache ring, a worker.
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

    /** Adds a service in place of one of the same name; its lookups begin with its first use, or at the start. */
    public ServiceRefresh add(DiscoverySettings settings) {
        ServiceRefresh service = new ServiceRefresh(
                settings,
                new ServiceLookup(settings, this::ask, host),
                thread,
                settings.times(() -> ThreadLocalRandom.current().nextDouble()),
                new DiscoveryMeters(metrics, settings.service()));
        ServiceRefresh replaced = services.put(settings.service(), service);
        if (replaced != null) {
            replaced.close();
        }
        return service;
    }

    /** Asks DNS and continues on the thread of discovery, to keep dnsjava's thread and the event loops free. */
    private Uni<DnsAnswer> ask(DnsQuestion question, Nameservers nameservers) {
        return resolver.ask(question, nameservers).emitOn(thread);
    }

    /** Returns the names of the services. */
    public Set<String> services() {
        return Set.copyOf(services.keySet());
    }

    /**
     * Returns the current instances of a service without waiting; the first call starts the lookups.
     *
     * @param service its name in Stork's configuration
     * @return the instances, unmodifiable; empty if none is known, as before the first answer
     * @throws IllegalArgumentException if there is no such service
     */
    public List<DnsInstance> instances(String service) {
        return get(service).start().snapshot().instances();
    }

    /**
     * Returns the instances of a service now and at each change; a subscription starts the lookups.
     *
     * @param service its name in Stork's configuration
     * @return a stream that ends with the application; a slow subscriber misses states in between, never the last
     * @throws IllegalArgumentException if there is no such service
     */
    public Multi<List<DnsInstance>> changes(String service) {
        return get(service).changes();
    }

    /**
     * Requests a lookup before the TTL ends, because most known instances of a service fail.
     *
     * <p>The lookup begins at once, or {@code min-ttl} after the end of the last one. Further requests until then do nothing, nor
     * does a request during a lookup. Returns immediately, never throws and never looks up on the caller's thread. Costs a
     * volatile read while a request is pending, so it may be called at each failure as long as most instances fail.
     *
     * @param service its name in Stork's configuration; one without discovery of type {@code dnsjava} is ignored
     */
    public void refreshSoon(String service) {
        find(service).ifPresent(ServiceRefresh::refreshSoon);
    }

    /**
     * Returns the freshness of the instances of a service, from 0 (exclusive) to 1: 1 while DNS answers for it; while lookups
     * fail, the TTL (at least {@code min-ttl}) divided by the age of the answer, at most 1. An answer of two TTLs has 0.5, one of
     * ten TTLs 0.1. Does not block.
     *
     * @param service its name in Stork's configuration; 1 for one without discovery of type {@code dnsjava}
     */
    public double freshness(String service) {
        ServiceRefresh known = services.get(service);
        return known == null
                ? 1
                : known.snapshot().freshness(thread.now(), known.settings().minTtl());
    }

    /** Returns the status of a service, empty if there is no such service; starts no lookup. */
    public Optional<Status> status(String service) {
        return find(service).map(ServiceRefresh::status);
    }

    Collection<ServiceRefresh> all() {
        return services.values();
    }

    Steps thread() {
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

    /**
     * The status of one service's discovery at one moment, for reports and scripts. Immutable.
     *
     * @param service its name in Stork's configuration
     * @param question the question: the kind of record, the name, the port
     * @param server the nameserver that answered last, null before the first answer
     * @param instances the instances in use
     * @param age the time since DNS last confirmed them, null if it never did
     * @param timeToLive the TTL of the last answer, zero before the first
     * @param error why the last lookup failed, null if it did not
     * @param dropped how many records could not be used since the start
     */
    public record Status(
            String service,
            String question,
            @Nullable String server,
            List<DnsInstance> instances,
            @Nullable Duration age,
            Duration timeToLive,
            @Nullable String error,
            long dropped) {

        static Status of(DiscoverySettings settings, Snapshot snapshot, long dropped, Duration now) {
            Duration age = snapshot.answeredAt() == null ? null : now.minus(snapshot.answeredAt());
            return new Status(
                    settings.service(),
                    settings.question(),
                    snapshot.server(),
                    snapshot.instances(),
                    age,
                    snapshot.timeToLive(),
                    snapshot.error(),
                    dropped);
        }
    }
}
