package org.acme.kit.client;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.acme.kit.client.ServiceRetries.RetryBudget;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Internal: counts the retries of each service and keeps its budget. Thread-safe.
 *
 * <p>As metrics: {@code client.retries} by {@code outcome}, {@code made} or {@code refused}, and {@code client.retry.budget}.
 */
@ApplicationScoped
public class Retries {

    private final Map<String, ServiceRetries> services = new ConcurrentHashMap<>();
    private final int percent;
    private final int perSecond;
    private final LongSupplier nanoTime;
    private final MeterRegistry metrics;

    @Inject
    Retries(
            @ConfigProperty(name = "kit.client.retry-percent") int percent,
            @ConfigProperty(name = "kit.client.retries-per-second") int perSecond,
            MeterRegistry metrics) {
        this(percent, perSecond, System::nanoTime, metrics);
    }

    Retries(int percent, int perSecond, LongSupplier nanoTime, MeterRegistry metrics) {
        this.percent = checked("kit.client.retry-percent", percent, 1_000);
        this.perSecond = checked("kit.client.retries-per-second", perSecond, 100_000);
        this.nanoTime = nanoTime;
        this.metrics = metrics;
    }

    /** Returns the retries of a service; empty before its first call, or if its balancer is none of ours. */
    public Optional<ServiceRetries> report(String service) {
        return Optional.ofNullable(services.get(service));
    }

    ServiceRetries of(String service) {
        ServiceRetries known = services.get(service); // no closure for each call
        return known == null ? services.computeIfAbsent(service, this::shown) : known;
    }

    private ServiceRetries shown(String service) {
        ServiceRetries retries = new ServiceRetries(new RetryBudget(percent, perSecond, nanoTime));
        FunctionCounter.builder("client.retries", retries, ServiceRetries::made)
                .description("Attempts after the first of calls to a service")
                .tags("service", service, "outcome", "made")
                .register(metrics);
        FunctionCounter.builder("client.retries", retries, ServiceRetries::refused)
                .description("Attempts after the first of calls to a service")
                .tags("service", service, "outcome", "refused")
                .register(metrics);
        Gauge.builder("client.retry.budget", retries, ServiceRetries::budget)
                .description("Retries that may be made at once")
                .tag("service", service)
                .register(metrics);
        return retries;
    }

    private static int checked(String key, int value, int most) {
        if (value < 0 || value > most) {
            throw new ConfigurationException(key + " is " + value + "; allowed: 0 to " + most);
        }
        return value;
    }
}
