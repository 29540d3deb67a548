package org.acme.kit.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.acme.kit.middleware.LogLines;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {

    @Test
    void theKeysAreThoseThatHaveADefault() throws IOException {
        Path file = Path.of("src/main/resources/META-INF/microprofile-config.properties");
        Map<String, String> defaults = new PropertiesConfigSource(file.toUri().toURL()).getProperties();
        Set<String> keys =
                defaults.keySet().stream().filter(key -> key.startsWith("kit.")).collect(Collectors.toSet());

        assertThat(keys)
                .filteredOn(key -> Set.of("true", "false").contains(defaults.get(key)))
                .containsExactlyInAnyOrderElementsOf(KnownKeys.SWITCHES);
        assertThat(keys)
                .filteredOn(key -> !KnownKeys.SWITCHES.contains(key))
                .containsExactlyInAnyOrderElementsOf(KnownKeys.OTHERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kit.served",
                "kit.log.bufer",
                "kit.client.retry.percent",
                "kit.client.retry-percent.x",
                "kit.limits.inflight",
                "kit.x"
            })
    void aKeyThatNothingReadsStopsTheStart(String key) {
        Config file = config(properties(Map.of(key, "1")));
        Config ofAnyProfile = config(properties(Map.of("%staging." + key, "1")));
        // In capitals nothing tells whose it is; written like this it is meant.
        Config variable = config(new EnvConfigSource(Map.of(key, "1"), 300));

        for (Config wrong : List.of(file, ofAnyProfile, variable)) {
            assertThatThrownBy(() -> KnownKeys.check(wrong))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith(key + " is no key of the kit; allowed: kit.client.retries-per-second, ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kit.served-by",
                "%prod.kit.served-by",
                "kit.deadline.default",
                "kit.deadline.\"place-order\"",
                "kit.limits.\"place-order\".in-flight",
                "kit.version",
                "kitchen.sink",
                "quarkus.http.port"
            })
    void keysThatAreReadHereOrElsewhereDoNot(String key) {
        Config config = config(properties(Map.of(key, "1")));

        assertThatCode(() -> KnownKeys.check(config)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ture", "enabled", "2"})
    void aWordThatIsNoSwitchStopsTheStart(String word) {
        Config file = config(properties(Map.of("kit.served-by", word)));
        Config variable = config(new EnvConfigSource(Map.of("KIT_SERVED_BY", word), 300));

        for (Config wrong : List.of(file, variable)) {
            assertThatThrownBy(() -> KnownKeys.check(wrong))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("kit.served-by is '" + word + "'; allowed: true, false");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "FALSE", "yes", "No", "on", "off", "1", "0", "true "})
    void theWordsOfMicroProfileAreSwitches(String word) {
        Config config = config(properties(Map.of("kit.served-by", word)));

        assertThatCode(() -> KnownKeys.check(config)).doesNotThrowAnyException();
    }

    @Test
    void aVariableThatSetsNothingIsLogged() {
        Map<String, String> variables =
                Map.of("KIT_LOG_BUFER", "1M", "KIT_SERVICE_HOST", "10.0.0.1", "KIT_LIMITS_INFLIGHT", "5");

        assertThat(warnings(variables))
                .containsExactlyInAnyOrder(
                        "WARN The environment variable KIT_LOG_BUFER sets no key of the kit",
                        "WARN The environment variable KIT_SERVICE_HOST sets no key of the kit",
                        "WARN The environment variable KIT_LIMITS_INFLIGHT sets no key of the kit");
    }

    @Test
    void aVariableThatSetsAKeyIsNot() {
        Map<String, String> variables = Map.of(
                "KIT_LOG_BUFFER", "1M",
                "KIT_CLIENT_RETRY_PERCENT", "10",
                "KIT_DEADLINE__PLACE_ORDER_", "1s",
                "KIT_LIMITS__PLACE_ORDER__IN_FLIGHT", "7");

        assertThat(warnings(variables)).isEmpty();
    }

    private static List<String> warnings(Map<String, String> variables) {
        Config config = config(new EnvConfigSource(variables, 300));
        try (LogLines log = new LogLines("lifecycle")) {
            KnownKeys.check(config);
            return log.lines();
        }
    }

    private static ConfigSource properties(Map<String, String> values) {
        return new PropertiesConfigSource(values, "application.properties", 250);
    }

    private static Config config(ConfigSource configured) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile("prod")
                .withSources(configured)
                .build();
    }
}
