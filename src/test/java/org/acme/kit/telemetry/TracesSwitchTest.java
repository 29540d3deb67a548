package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracesSwitchTest {

    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";
    private static final String DISABLED = "quarkus.otel.sdk.disabled";

    @Test
    void disablesTracesWithoutAnEndpoint() {
        assertThat(isDisabled(Map.of())).isTrue();
        assertThat(isDisabled(Map.of(ENDPOINT, ""))).isTrue();
    }

    @Test
    void disablesThemEvenIfTheyAreAskedForButHaveNowhereToGo() {
        assertThat(isDisabled(Map.of(DISABLED, "false"))).isTrue();
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

    private static boolean isDisabled(Map<String, String> configured) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(configured, "test", 100))
                .withInterceptors(new TracesSwitch())
                .build();
        return config.getValue(DISABLED, boolean.class);
    }
}
