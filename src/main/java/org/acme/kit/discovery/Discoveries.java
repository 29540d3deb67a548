package org.acme.kit.discovery;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import org.acme.kit.dns.DnsResolver;
import org.acme.kit.dns.NameserverSource;

/** Holds every service that is discovered here, by name, and ends their lookups with the application. */
@ApplicationScoped
class Discoveries {

    private final Map<String, DiscoveredService> services = new ConcurrentSkipListMap<>();
    private final DnsResolver resolver;
    private final NameserverSource host;
    private final Vertx vertx;
    private final MeterRegistry metrics;

    Discoveries(DnsResolver resolver, NameserverSource host, Vertx vertx, MeterRegistry metrics) {
        this.resolver = resolver;
        this.host = host;
        this.vertx = vertx;
        this.metrics = metrics;
    }

    DiscoveredService add(DiscoverySettings settings) {
        DiscoveredService service = new DiscoveredService(
                settings,
                new ServiceLookup(settings, resolver, host),
                InstantSource.system(),
                this::later,
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

    Collection<DiscoveredService> all() {
        return services.values();
    }

    Set<String> names() {
        return Set.copyOf(services.keySet());
    }

    DiscoveredService get(String name) {
        DiscoveredService service = services.get(name);
        if (service == null) {
            throw new IllegalArgumentException("No service '" + name + "' with discovery of type dnsjava; known are "
                    + services.keySet() + "; see quarkus.stork." + name + ".service-discovery.type");
        }
        return service;
    }

    private Runnable later(Duration delay, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), id -> task.run());
        return () -> vertx.cancelTimer(timer);
    }

    @PreDestroy
    void close() {
        services.values().forEach(DiscoveredService::close);
    }
}
