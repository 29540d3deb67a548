package org.acme.kit.telemetry;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the configuration that disables the OpenTelemetry SDK as long as there is no endpoint to send traces to. Then nothing
 * is traced, at no cost. A configured {@code quarkus.otel.sdk.disabled} or {@code OTEL_SDK_DISABLED} takes precedence: {@code
 * false} for an exporter that is a bean, which needs no endpoint.
 *
 * <p>It is code, since an expression can only take over a value, not ask whether there is one. It is read at every start.
 * Thread-safe.
 */
public final class TracesSwitch implements ConfigSourceInterceptor {

    private static final String DISABLED = "quarkus.otel.sdk.disabled";

    /** The name of the source of a value that is not configured. */
    private static final String SOURCE = "TracesSwitch";

    private static final String STANDARD_DISABLED = "otel.sdk.disabled";
    private static final String TRACES = "quarkus.otel.exporter.otlp.traces.endpoint";
    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";
    private static final List<String> ENDPOINTS = List.of(ENDPOINT, TRACES);

    /** The path that Quarkus adds to each endpoint. The value of OpenTelemetry's variable has it already. */
    private static final String PATH = "/v1/traces";

    /**
     * Returns the configured value, the endpoint for traces without {@code /v1/traces}. If {@code quarkus.otel.sdk.disabled} is
     * not configured, returns whether there is no endpoint.
     *
     * @throws IllegalArgumentException if an endpoint is not an HTTP address; the message names the key and the allowed values
     */
    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue configured = context.proceed(name);
        if (name.equals(TRACES)
                && configured != null
                && isSet(configured)
                && configured.getValue().endsWith(PATH)) {
            String whole = configured.getValue();
            return configured.withValue(whole.substring(0, whole.length() - PATH.length()));
        }
        if (!name.equals(DISABLED)) {
            return configured;
        }
        boolean endpoint = hasEndpoint(context);
        if (isSet(configured)) {
            return configured;
        }
        ConfigValue standard = context.proceed(STANDARD_DISABLED);
        return isSet(standard)
                ? standard.withName(name)
                : ConfigValue.builder()
                        .withName(name)
                        .withValue(Boolean.toString(!endpoint))
                        .withConfigSourceName(SOURCE)
                        .build();
    }

    /** Returns the configured address to which traces are sent; null if none are sent. */
    static @Nullable String address(Config config) {
        boolean disabled = config.getValue(DISABLED, boolean.class);
        return Stream.of(TRACES, ENDPOINT)
                .map(key -> config.getOptionalValue(key, String.class).orElse(""))
                .filter(address -> !disabled && !address.isBlank())
                .findFirst()
                .orElse(null);
    }

    private static boolean hasEndpoint(ConfigSourceInterceptorContext context) {
        boolean found = false;
        for (String key : ENDPOINTS) {
            ConfigValue endpoint = context.proceed(key);
            if (isSet(endpoint)) {
                if (!endpoint.getValue().matches("https?://.+")) {
                    throw new IllegalArgumentException(
                            key + " (" + variable(key) + ") is '" + endpoint.getValue()
                                    + "'; it must be the address of a collector, as http://collector:4318, or empty for no traces");
                }
                found = true;
            }
        }
        return found;
    }

    private static String variable(String key) {
        return key.equals(TRACES) ? "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" : "OTEL_EXPORTER_OTLP_ENDPOINT";
    }

    /** Tells whether a value is configured. Quarkus' defaults are not: their sources have an ordinal below 0. */
    private static boolean isSet(@Nullable ConfigValue value) {
        return value != null
                && value.getConfigSourceOrdinal() > 0
                && value.getValue() != null
                && !value.getValue().isBlank();
    }

    /** A check at the start: warns if a bean exports traces but none are made. The switch is configuration and sees no bean. */
    @ApplicationScoped
    static class OwnExporters {

        private static final Logger LOG = Logger.getLogger(TracesSwitch.class);

        void check(@Observes StartupEvent start, Config config, @Any Instance<SpanExporter> exporters) {
            org.eclipse.microprofile.config.ConfigValue disabled = config.getConfigValue(DISABLED);
            boolean nobodySaidSo = SOURCE.equals(disabled.getSourceName());
            if (nobodySaidSo && Boolean.parseBoolean(disabled.getValue()) && !exporters.isUnsatisfied()) {
                LOG.warnf(
                        "A bean exports traces, but none are made without an endpoint: set %s=false, or =true to keep it so",
                        DISABLED);
            }
        }
    }
}
