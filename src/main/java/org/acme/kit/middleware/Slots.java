package org.acme.kit.middleware;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.error.Unavailable;

/** The calls in flight of each endpoint: one count for all instances of a bean, whatever its scope. Thread-safe. */
@Singleton
class Slots {

    private final Map<String, OfEndpoint> endpoints = new ConcurrentHashMap<>();
    private final InFlightLimits limits;
    private final MeterRegistry registry;

    Slots(InFlightLimits limits, MeterRegistry registry) {
        this.limits = limits;
        this.registry = registry;
    }

    OfEndpoint of(String endpoint) {
        return endpoints.computeIfAbsent(endpoint, this::open);
    }

    private OfEndpoint open(String endpoint) {
        OfEndpoint slots = new OfEndpoint(endpoint, limits.of(endpoint));
        Gauge.builder("endpoint.in.flight", slots.inFlight, AtomicInteger::get)
                .description("Calls of an endpoint that are in flight")
                .tag("endpoint", endpoint)
                .register(registry);
        return slots;
    }

    /** The slots of one endpoint. Each slot that is taken must be given back once. */
    static final class OfEndpoint {

        private final AtomicInteger inFlight = new AtomicInteger();
        private final String endpoint;
        private final int limit;

        private OfEndpoint(String endpoint, int limit) {
            this.endpoint = endpoint;
            this.limit = limit;
        }

        /**
         * Takes a slot.
         *
         * @throws Unavailable if no slot is free
         */
        void take() {
            if (inFlight.incrementAndGet() > limit) {
                inFlight.decrementAndGet();
                throw new Unavailable(
                        "Too many requests are being served just now.",
                        Duration.ofSeconds(1),
                        "Endpoint " + endpoint + " has " + limit + " calls in flight, all that kit.limits allows");
            }
        }

        void giveBack() {
            inFlight.decrementAndGet();
        }
    }
}
