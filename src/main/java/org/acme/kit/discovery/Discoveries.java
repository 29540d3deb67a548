package org.acme.kit.discovery;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import org.acme.kit.dns.DnsAnswer;
import org.acme.kit.dns.DnsQuestion;
import org.acme.kit.dns.DnsResolver;
import org.acme.kit.dns.NameserverSource;
import org.acme.kit.dns.Nameservers;

/** Every service that is discovered here, by name; their lookups end with the application. */
@ApplicationScoped
class Discoveries {

    private final Map<String, DiscoveredService> services = new ConcurrentSkipListMap<>();
    private final DnsResolver resolver;
    private final NameserverSource host;
    private final MeterRegistry metrics;
    private final DiscoveryThread thread = new DiscoveryThread();

    Discoveries(DnsResolver resolver, NameserverSource host, MeterRegistry metrics) {
        this.resolver = resolver;
        this.host = host;
        this.metrics = metrics;
    }

    DiscoveredService add(DiscoverySettings settings) {
        DiscoveredService service = new DiscoveredService(
                settings,
                new ServiceLookup(settings, this::ask, host),
                thread,
                new RefreshTimes(
                        settings.minTtl(),
                        settings.maxTtl(),
                        () -> ThreadLocalRandom.current().nextDouble()),
                new DiscoveryMeters(metrics, settings.service()));
        DiscoveredService replaced = services.put(settings.service(), service);
        if (replaced != null) {
            replaced.close();
        }
        return service;
    }

    /** Asks DNS and continues on the thread of discovery: that of dnsjava and the event loops have other things to do. */
    private Uni<DnsAnswer> ask(DnsQuestion question, Nameservers nameservers) {
        return resolver.ask(question, nameservers).emitOn(thread);
    }

    DiscoveredService.Steps thread() {
        return thread;
    }

    Collection<DiscoveredService> all() {
        return services.values();
    }

    Set<String> names() {
        return Set.copyOf(services.keySet());
    }

    Optional<DiscoveredService> find(String name) {
        return Optional.ofNullable(services.get(name));
    }

    DiscoveredService get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "No service '" + name + "' with discovery of type dnsjava; known are " + services.keySet()
                                + "; see quarkus.stork." + name + ".service-discovery.type"));
    }

    @PreDestroy
    void close() {
        services.values().forEach(DiscoveredService::close);
        thread.close();
    }
}
