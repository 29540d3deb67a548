package org.acme.kit.stork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import org.acme.kit.discovery.DiscoverySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The name of a service in DNS, and the port that goes with it. */
class DiscoveryNameTest {

    private static final String NAME = "_http._tcp.orders.test.";

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders.test.", "_http.orders.test", "http._tcp.orders.test"})
    void wantsAPortForAHostNameUnlessItsServiceRecordsAreMeant(String host) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings("name", host))
                .withMessage("quarkus.stork.orders.service-discovery.port is missing; allowed: "
                        + "1 to 65535 with record=auto and a host name; or record=srv, if its SRV records are meant");
        assertThat(settings("name", host, "record", "srv").port()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_http._tcp", "_http._tcp.orders.test.", "_grpc._tcp.orders.shop.svc"})
    void wantsNoPortForAServiceName(String service) {
        assertThat(settings("name", service).port()).isZero();
    }

    @Test
    void refusesToHaveNoNameAtAll() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> DnsjavaDiscoveryProvider.settings("orders", Map.of()))
                .withMessageStartingWith("quarkus.stork.orders.service-discovery.name is missing; allowed: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders.test.", "_http._tcp.orders.example.com", "xn--bcher-kva.example"})
    void takesDomainNames(String name) {
        assertThat(settings("name", name, "port", "80").name()).isEqualTo(name);
    }

    @Test
    void takesTheLongestNameWithTheDotOfTheRootToo() {
        String longest = "a.".repeat(126) + "a";
        assertThat(longest).hasSize(253);
        assertThat(settings("name", longest, "port", "80").name()).isEqualTo(longest);
        assertThat(settings("name", longest + ".", "port", "80").name()).isEqualTo(longest + ".");
    }

    @Test
    void refusesNamesThatDnsCannotCarry() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings("name", "a".repeat(64) + ".test"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings("name", "a.".repeat(126) + "aa"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings("name", "a.".repeat(126) + "aa."));
    }

    private static DiscoverySettings settings(String... attributes) {
        Map<String, String> given = new HashMap<>(Map.of("name", NAME, "max-ttl", "5m"));
        for (int i = 0; i < attributes.length; i += 2) {
            given.put(attributes[i], attributes[i + 1]);
        }
        return DnsjavaDiscoveryProvider.settings("orders", given);
    }
}
