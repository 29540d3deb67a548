package org.acme.kit.telemetry;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * Disables the OpenTelemetry SDK as long as {@code quarkus.otel.exporter.otlp.endpoint} is empty: then nothing is traced and
 * nothing is paid for it. Otherwise {@code quarkus.otel.sdk.disabled} is what it is configured to be.
 *
 * <p>Code, since an expression can only take over a value, not ask whether there is one. Read at every start, by all threads.
 */
public final class TracesSwitch implements ConfigSourceInterceptor {

    private static final String DISABLED = "quarkus.otel.sdk.disabled";
    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";

    /**
     * Returns what is configured, but {@code true} for the disabling of the SDK if there is no endpoint.
     *
     * @throws IllegalArgumentException if the endpoint is not an address of HTTP; it names the key and what is allowed
     */
    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue configured = context.proceed(name);
        if (!name.equals(DISABLED)) {
            return configured;
        }
        ConfigValue endpoint = context.proceed(ENDPOINT);
        if (endpoint == null
                || endpoint.getValue() == null
                || endpoint.getValue().isBlank()) {
            return ConfigValue.builder().withName(name).withValue("true").build();
        }
        if (!endpoint.getValue().matches("https?://.+")) {
            throw new IllegalArgumentException(ENDPOINT + " (OTEL_EXPORTER_OTLP_ENDPOINT) is '" + endpoint.getValue()
                    + "'; it must be the address of a collector, as http://collector:4318, or empty for no traces");
        }
        return configured;
    }
}
