package org.acme.kit.stork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import org.acme.kit.balancing.EjectionRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalancingAttributesTest {

    @Test
    void theDefaultsAreThoseOfTheRules() {
        assertThat(rules(Map.of("type", "weighted-random"))).isEqualTo(EjectionRules.DEFAULT);
    }

    @Test
    void readsAllOfThem() {
        Map<String, String> given = Map.of(
                "failures", "3",
                "success-rate", "0",
                "min-requests", "100",
                "window", "1m",
                "rest", "500ms",
                "max-rest", "10");
        assertThat(rules(given))
                .isEqualTo(new EjectionRules(
                        3, 0, 100, Duration.ofMinutes(1), Duration.ofMillis(500), Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failures|0|is 0; allowed: 1 to 1000000",
                "failures|many|is many; allowed: 1 to 1000000",
                "success-rate|101|is 101; allowed: 0 to 100",
                "min-requests|-1|is -1; allowed: 1 to 1000000",
                "window|0s|is 0s; allowed: a time longer than zero, up to 36500d: 500ms, 5s, 2m, 1d",
                "rest|soon|is soon; allowed: a time longer than zero, up to 36500d: 500ms, 5s, 2m, 1d",
                "rest|200000d|is 200000d; allowed: a time longer than zero, up to 36500d: 500ms, 5s, 2m, 1d",
                "max-rest|36501d|is 36501d; allowed: a time longer than zero, up to 36500d: 500ms, 5s, 2m, 1d",
                "rest|10m|is longer than max-rest; allowed: up to 300s",
                "rests|5s|is unknown; allowed: failures, max-rest, min-requests, rest, success-rate, window"
            })
    void refusesWhatIsWrong(String key, String value, String message) {
        assertThatThrownBy(() -> rules(Map.of(key, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("quarkus.stork.peers.load-balancer." + key + " " + message);
    }

    private static EjectionRules rules(Map<String, String> given) {
        return BalancingAttributes.rules("peers", given);
    }
}
