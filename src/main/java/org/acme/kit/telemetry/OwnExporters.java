package org.acme.kit.telemetry;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jboss.logging.Logger;

/**
 * A check at the start: warns if a bean exports traces but none are made. {@link TracesSwitch} is configuration and sees no bean.
 */
@ApplicationScoped
class OwnExporters {

    private static final Logger LOG = Logger.getLogger(OwnExporters.class);

    void check(@Observes StartupEvent start, Config config, @Any Instance<SpanExporter> exporters) {
        ConfigValue disabled = config.getConfigValue(TracesSwitch.DISABLED);
        boolean nobodySaidSo = TracesSwitch.SOURCE.equals(disabled.getSourceName());
        if (nobodySaidSo && Boolean.parseBoolean(disabled.getValue()) && !exporters.isUnsatisfied()) {
            LOG.warnf(
                    "A bean exports traces, but none are made without an endpoint: set %s=false, or =true to keep it so",
                    TracesSwitch.DISABLED);
        }
    }
}
