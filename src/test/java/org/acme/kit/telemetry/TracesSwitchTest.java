package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracesSwitchTest {

    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";
    private static final String TRACES = "quarkus.otel.exporter.otlp.traces.endpoint";
    private static final String DISABLED = "quarkus.otel.sdk.disabled";

    private static final Path DEFAULTS = Path.of("src/main/resources/META-INF/microprofile-config.properties");

    @Test
    void disablesTracesWithoutAnEndpoint() {
        assertThat(isDisabled(Map.of())).isTrue();
        assertThat(isDisabled(Map.of(ENDPOINT, ""))).isTrue();
    }

    @Test
    void doesWhatIsAskedForExplicitly() {
        assertThat(isDisabled(Map.of(DISABLED, "false"))).isFalse();
        assertThat(isDisabled(Map.of("otel.sdk.disabled", "false"))).isFalse();
        assertThat(isDisabled(Map.of(ENDPOINT, "http://collector:4318", "otel.sdk.disabled", "true")))
                .isTrue();
    }

    @Test
    void takesTheDefaultOfQuarkusForNoWish() {
        SmallRyeConfig config = builder(Map.of())
                .withDefaultValue(DISABLED, "false")
                .withDefaultValue(ENDPOINT, "http://localhost:4317/")
                .build();

        assertThat(config.getValue(DISABLED, boolean.class)).isTrue();
    }

    @Test
    void enablesThemWithAnEndpointOfTracesAlone() {
        assertThat(isDisabled(Map.of(TRACES, "http://collector:4318"))).isFalse();
    }

    @Test
    void takesTheWholeAddressThatTheVariableOfOpenTelemetryHas() {
        SmallRyeConfig config =
                builder(Map.of(TRACES, "http://collector:4318/v1/traces")).build();

        assertThat(config.getValue(TRACES, String.class)).isEqualTo("http://collector:4318");
    }

    @Test
    void leavesThemAloneWithAnEndpoint() {
        assertThat(isDisabled(Map.of(ENDPOINT, "http://collector:4318", DISABLED, "false")))
                .isFalse();
        assertThat(isDisabled(Map.of(ENDPOINT, "http://collector:4318", DISABLED, "true")))
                .isTrue();
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThatThrownBy(() -> isDisabled(Map.of(ENDPOINT, "collector:4318", DISABLED, "false")))
                .hasMessageContaining(ENDPOINT)
                .hasMessageContaining("'collector:4318'")
                .hasMessageContaining("http://collector:4318");
    }

    @Test
    void takesTheVariablesOfOpenTelemetry() throws IOException {
        Map<String, String> variables = Map.of(
                "QUARKUS_APPLICATION_NAME", "service",
                "OTEL_SERVICE_NAME", "bookings",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://collector:4318/v1/traces",
                "OTEL_RESOURCE_ATTRIBUTES", "team=sea");
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(variables, 300))
                .withSources(new PropertiesConfigSource(DEFAULTS.toUri().toURL()))
                .withInterceptors(new TracesSwitch())
                .addDefaultInterceptors()
                .build();

        assertThat(config.getValue("quarkus.otel.service.name", String.class)).isEqualTo("bookings");
        assertThat(config.getValue("quarkus.otel.resource.attributes", String.class))
                .isEqualTo("team=sea");
        assertThat(config.getValue(TRACES, String.class)).isEqualTo("http://collector:4318");
        assertThat(config.getValue(DISABLED, boolean.class)).isFalse();
        assertThat(TracesSwitch.address(config)).isEqualTo("http://collector:4318");
    }

    private static boolean isDisabled(Map<String, String> configured) {
        return builder(configured).build().getValue(DISABLED, boolean.class);
    }

    private static SmallRyeConfigBuilder builder(Map<String, String> configured) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(configured, "test", 100))
                .withInterceptors(new TracesSwitch());
    }
}
