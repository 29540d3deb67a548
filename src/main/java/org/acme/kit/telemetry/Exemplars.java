package org.acme.kit.telemetry;

import io.prometheus.client.exemplars.ExemplarSampler;
import io.quarkus.micrometer.runtime.export.exemplars.OpentelemetryExemplarSamplerProvider;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The source of exemplars, the traces that measurements name. Without traces there is none: each look-up would be in vain. */
@ApplicationScoped
class Exemplars {

    @Produces
    @Alternative
    @Priority(1)
    Optional<ExemplarSampler> sampler(
            OpentelemetryExemplarSamplerProvider quarkus,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
        return disabled ? Optional.empty() : quarkus.exemplarSampler();
    }
}
