package org.acme.kit.discovery;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Reports what discovery knows, as information: it is always up, for restarting or unrouting this service would not bring a
 * peer back.
 */
@Wellness
@ApplicationScoped
class DiscoveryReport implements HealthCheck {

    private final Discoveries discoveries;

    DiscoveryReport(Discoveries discoveries) {
        this.discoveries = discoveries;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder report =
                HealthCheckResponse.named("discovery").up();
        discoveries
                .all()
                .forEach(service ->
                        report.withData(service.settings().service(), describe(service.snapshot(), Instant.now())));
        return report.build();
    }

    static String describe(Snapshot snapshot, Instant now) {
        if (snapshot.isUndecided()) {
            return "not asked for yet";
        }
        String age = snapshot.answeredAt() == null
                ? "never confirmed"
                : "confirmed " + Duration.between(snapshot.answeredAt(), now).toSeconds() + " s ago";
        String error = snapshot.error() == null ? "" : ", last error: " + snapshot.error();
        return snapshot.instances().stream().map(DnsInstance::socketAddress).toList() + ", " + age + error;
    }
}
