package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InFlightLimitsTest {

    private static final String VARIABLE = "KIT_LIMITS__PLACE_ORDER__IN_FLIGHT";

    @Test
    void anEnvironmentVariableHasUnderscoresForDashes() {
        InFlightLimits limits = limits(Map.of(VARIABLE, "7"), Map.of("kit.limits.in-flight", "1000"));

        assertThat(limits.of("place-order")).isEqualTo(7);
        assertThat(limits.of("order")).isEqualTo(1000);
    }

    @Test
    void anEnvironmentVariableOverridesTheFile() {
        InFlightLimits limits = limits(
                Map.of(VARIABLE, "7"),
                Map.of("kit.limits.in-flight", "1000", "kit.limits.\"place-order\".in-flight", "5"));

        assertThat(limits.of("place-order")).isEqualTo(7);
    }

    @Test
    void anEnvironmentVariableOfOneWordNeedsNoQuotes() {
        InFlightLimits limits =
                limits(Map.of("KIT_LIMITS_ORDER_IN_FLIGHT", "7"), Map.of("kit.limits.in-flight", "1000"));

        assertThat(limits.of("order")).isEqualTo(7);
    }

    private static InFlightLimits limits(Map<String, String> environment, Map<String, String> file) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(InFlightLimits.class)
                .withSources(new EnvConfigSource(environment, 300), new PropertiesConfigSource(file, "file", 250))
                .build()
                .getConfigMapping(InFlightLimits.class);
    }
}
