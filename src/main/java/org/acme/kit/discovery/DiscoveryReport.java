package org.acme.kit.discovery;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * The health report of discovery, as information. It is always up: a restart of this service, or no traffic to it, would not
 * bring a peer back.
 */
@Wellness
@ApplicationScoped
class DiscoveryReport implements HealthCheck {

    private final Discovery discovery;

    DiscoveryReport(Discovery discovery) {
        this.discovery = discovery;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder report =
                HealthCheckResponse.named("discovery").up();
        discovery.all().forEach(service -> report.withData(service.settings().service(), describe(service.status())));
        return report.build();
    }

    static String describe(DiscoveryStatus status) {
        if (status.age() == null && status.error() == null) {
            return "not asked for yet";
        }
        String age = status.age() == null
                ? "never confirmed"
                : "confirmed " + status.age().toSeconds() + " s ago";
        String error = status.error() == null ? "" : ", last error: " + status.error();
        return ChangeLog.shortened(status.instances(), DnsInstance::socketAddress) + ", " + age + error;
    }
}
