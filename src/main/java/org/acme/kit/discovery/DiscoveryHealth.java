package org.acme.kit.discovery;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.health.api.Wellness;
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
 * The health of discovery: a part of the started probe that waits for it, and a report as information.
 *
 * <p>Neither ready nor live depends on a peer: one dead peer must not take the fleet down.
 */
final class DiscoveryHealth {

    private DiscoveryHealth() {}

    /**
     * The part of the started probe that waits for an instance of each service, for {@code kit.discovery.startup-wait} at most.
     *
     * <p>Without it, a roll-out with a wrong name would pass every check, and all its calls would fail. The wait is bounded,
     * because services that call each other must be able to start.
     */
    @Startup
    @ApplicationScoped
    static class Started implements HealthCheck {

        private static final Logger LOG = Logger.getLogger("discovery");
        private static final String KEY = "kit.discovery.startup-wait";

        private final Discovery discovery;
        private final Duration wait;
        private volatile boolean over;

        Started(Discovery discovery, @ConfigProperty(name = KEY) Duration wait) {
            if (wait.isNegative()) {
                throw new ConfigurationException(KEY + " is " + wait + "; allowed: 0s or longer; 0s does not wait");
            }
            this.discovery = discovery;
            this.wait = wait;
        }

        /** Starts the first lookups of the services with {@code at-start}, and the time that the probe waits for them. */
        void begin(@Observes StartupEvent start) {
            discovery.all().stream()
                    .filter(service -> service.settings().atStart())
                    .forEach(ServiceRefresh::start);
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
                        service.settings().service(), KEY, wait, reason(service));
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
            waiting.forEach(service -> response.withData(service.settings().service(), reason(service)));
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

        private static String reason(ServiceRefresh service) {
            return service.snapshot().whyNone(service.settings());
        }
    }

    /**
     * The report of each service, as information. It is always up: a restart of this service, or no traffic to it, would not bring
     * a peer back.
     */
    @Wellness
    @ApplicationScoped
    static class Report implements HealthCheck {

        private final Discovery discovery;

        Report(Discovery discovery) {
            this.discovery = discovery;
        }

        @Override
        public HealthCheckResponse call() {
            HealthCheckResponseBuilder report =
                    HealthCheckResponse.named("discovery").up();
            discovery
                    .all()
                    .forEach(service -> report.withData(service.settings().service(), describe(service.status())));
            return report.build();
        }

        static String describe(Discovery.Status status) {
            if (status.age() == null && status.error() == null) {
                return "not asked for yet";
            }
            String age = status.age() == null
                    ? "never confirmed"
                    : "confirmed " + status.age().toSeconds() + " s ago";
            String error = status.error() == null ? "" : ", last error: " + status.error();
            return Changes.shortened(status.instances(), DnsInstance::socketAddress) + ", " + age + error;
        }
    }
}
