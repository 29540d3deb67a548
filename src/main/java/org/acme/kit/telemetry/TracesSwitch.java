package org.acme.kit.telemetry;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Internal: disables the OpenTelemetry SDK as long as there is no endpoint to send traces to: then nothing is traced and nothing is paid for it.
 * A configured {@code quarkus.otel.sdk.disabled} or {@code OTEL_SDK_DISABLED} is stronger: {@code false} for an exporter that is a
 * bean, which needs no endpoint.
 *
 * <p>Code, since an expression can only take over a value, not ask whether there is one. Read at every start, by all threads.
 */
public final class TracesSwitch implements ConfigSourceInterceptor {

    static final String DISABLED = "quarkus.otel.sdk.disabled";

    /** Names the source of a value that nobody configured. */
    static final String SOURCE = "TracesSwitch";

    private static final String STANDARD_DISABLED = "otel.sdk.disabled";
    private static final String TRACES = "quarkus.otel.exporter.otlp.traces.endpoint";
    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";
    private static final List<String> ENDPOINTS = List.of(ENDPOINT, TRACES);

    /** Quarkus adds it to each endpoint; the variable of OpenTelemetry has it already. */
    private static final String PATH = "/v1/traces";

    /**
     * Returns what is configured; for the disabling of the SDK, if nothing is, whether there is no endpoint.
     *
     * @throws IllegalArgumentException if an endpoint is not an address of HTTP; it names the key and what is allowed
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

    /** Returns where traces are sent, as it was configured; null if nowhere. */
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

    /** Defaults of Quarkus come from sources with an ordinal below 0. */
    private static boolean isSet(@Nullable ConfigValue value) {
        return value != null
                && value.getConfigSourceOrdinal() > 0
                && value.getValue() != null
                && !value.getValue().isBlank();
    }
}
