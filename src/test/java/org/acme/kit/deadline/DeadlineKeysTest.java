package org.acme.kit.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineKeysTest {

    @ParameterizedTest
    @ValueSource(strings = {"KIT_DEADLINE__PLACE_ORDER_", "KIT_DEADLINE_PLACE_ORDER"})
    void anEnvironmentVariableHasUnderscoresForDashes(String variable) {
        Config config = config(Map.of(variable, "60s"), Map.of());

        assertThat(Deadlines.endpoints(config)).containsExactly(Map.entry("place-order", Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KIT_DEADLINE__PLACE_ORDER_", "KIT_DEADLINE_PLACE_ORDER"})
    void anEnvironmentVariableOverridesTheFile(String variable) {
        Config config = config(Map.of(variable, "60s"), Map.of("kit.deadline.\"place-order\"", "5s"));

        assertThat(Deadlines.endpoints(config)).containsExactly(Map.entry("place-order", Duration.ofSeconds(60)));
    }

    @Test
    void aWrongValueOfAnEnvironmentVariableStopsTheStart() {
        Config config = config(Map.of("KIT_DEADLINE__PLACE_ORDER_", "soon"), Map.of());

        assertThatThrownBy(() -> Deadlines.endpoints(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("kit.deadline.\"place.order\" is 'soon'; allowed: 1ms to 1d");
    }

    @Test
    void theOtherKeysAreNoEndpoints() {
        Config config = config(Map.of("KIT_DEADLINE_DEFAULT", "20s", "KIT_DEADLINE_HEADER", "x-left"), Map.of());

        assertThat(Deadlines.endpoints(config)).isEmpty();
    }

    private static Config config(Map<String, String> environment, Map<String, String> file) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new EnvConfigSource(environment, 300), new PropertiesConfigSource(file, "file", 250))
                .build();
    }
}
