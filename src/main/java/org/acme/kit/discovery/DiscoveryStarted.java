package org.acme.kit.discovery;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Startup;
import org.jboss.logging.Logger;

/**
 * The part of the started probe that waits for an instance of each service, for {@code kit.discovery.startup-wait} at most.
 *
 * <p>Without it, a roll-out with a wrong name would pass every check, and all its calls would fail. The wait is bounded, because
 * services that call each other must be able to start. Neither ready nor live depends on a peer: one dead peer must not take the
 * fleet down.
 */
@Startup
@ApplicationScoped
class DiscoveryStarted implements HealthCheck {

    private static final Logger LOG = Logger.getLogger("discovery");
    private static final String KEY = "kit.discovery.startup-wait";

    private final Discovery discovery;
    private final Duration wait;
    private volatile boolean over;

    DiscoveryStarted(Discovery discovery, @ConfigProperty(name = KEY) Duration wait) {
        if (wait.isNegative()) {
            throw new ConfigurationException(KEY + " is " + wait + "; allowed: 0s or longer; 0s does not wait");
        }
        this.discovery = discovery;
        this.wait = wait;
    }

    /** Starts the first lookups of the services with {@code at-start}, and the time that the probe waits for them. */
    void begin(@Observes StartupEvent start) {
        discovery.all().stream().filter(service -> service.settings().atStart()).forEach(ServiceRefresh::start);
        if (wait.isZero()) {
            over = true;
        } else {
            discovery.thread().in(wait, this::end);
        }
    }

    private void end() {
        for (ServiceRefresh service : waitedFor()) {
            // No warning: an empty answer or a failed lookup has been logged as one already.
            LOG.infof(
                    "service=%s has no instance %s=%s after the start: started is UP all the same, calls fail; %s",
                    service.settings().service(), KEY, wait, service.snapshot().whyNone(service.settings()));
        }
        over = true;
    }

    @Override
    public HealthCheckResponse call() {
        List<ServiceRefresh> waiting = waitedFor();
        if (waiting.isEmpty()) {
            over = true; // An instance that vanishes later does not concern the start.
        }
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("discovery").status(waiting.isEmpty());
        waiting.forEach(service -> response.withData(
                service.settings().service(), service.snapshot().whyNone(service.settings())));
        return response.build();
    }

    private List<ServiceRefresh> waitedFor() {
        return over
                ? List.of()
                : discovery.all().stream()
                        .filter(service -> service.settings().atStart())
                        .filter(service -> service.snapshot().instances().isEmpty())
                        .toList();
    }
}
