package org.acme.kit.stork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.stork.api.config.ServiceDiscoveryAttribute;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.acme.kit.discovery.DiscoverySettings;
import org.acme.kit.discovery.DiscoverySettings.Lookup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryAttributesTest {

    private static final String NAME = "_http._tcp.orders.test.";

    @Test
    void needsNothingButAName() {
        DiscoverySettings settings = DnsjavaDiscoveryProvider.settings("orders", Map.of("name", NAME));

        assertThat(settings.service()).isEqualTo("orders");
        assertThat(settings.name()).isEqualTo(NAME);
        assertThat(settings.lookup()).isEqualTo(Lookup.AUTO);
        assertThat(settings.port()).isZero();
        assertThat(settings.servers()).isEmpty();
        assertThat(settings.timeout()).isEmpty();
        assertThat(settings.secure()).isFalse();
        assertThat(settings.minTtl()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.maxTtl()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.emptyGrace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.maxStale()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.firstWait()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.atStart()).isTrue();
    }

    @Test
    void readsEveryAttribute() {
        DiscoverySettings settings = settings(
                "type",
                "dnsjava",
                "record",
                "aaaa",
                "port",
                "65535",
                "servers",
                "192.0.2.1, [::1]:5301",
                "timeout",
                "500ms",
                "secure",
                "true",
                "min-ttl",
                "1s",
                "max-ttl",
                "1s",
                "empty-grace",
                "2",
                "max-stale",
                "PT3S",
                "first-wait",
                "4m",
                "at-start",
                "false");

        assertThat(settings.lookup()).isEqualTo(Lookup.AAAA);
        assertThat(settings.port()).isEqualTo(65535);
        assertThat(settings.servers())
                .containsExactly(new InetSocketAddress("192.0.2.1", 53), new InetSocketAddress("::1", 5301));
        assertThat(settings.timeout()).contains(Duration.ofMillis(500));
        assertThat(settings.secure()).isTrue();
        assertThat(settings.minTtl()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.maxTtl()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.emptyGrace()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.maxStale()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.firstWait()).isEqualTo(Duration.ofMinutes(4));
        assertThat(settings.atStart()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"auto,AUTO", "srv,SRV", "a,A", "aaaa,AAAA"})
    void supportsTheKindsOfRecords(String value, Lookup lookup) {
        assertThat(settings("record", value, "port", "80").lookup()).isEqualTo(lookup);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name        | ''              | a domain name",
                "name        | orders..test    | a domain name",
                "name        | .orders.test    | a domain name",
                "name        | http://orders   | a domain name",
                "record      | SRV             | auto, srv, a, aaaa",
                "record      | mx              | auto, srv, a, aaaa",
                "port        | 0               | 1 to 65535",
                "port        | 65536           | 1 to 65535",
                "port        | 123456          | 1 to 65535",
                "port        | -1              | 1 to 65535",
                "port        | http            | 1 to 65535",
                "servers     | dns.test        | IP addresses",
                "servers     | 192.0.2.1,      | IP addresses",
                "servers     | 192.0.2.1:0     | IP addresses",
                "servers     | 192.0.2.1:65536 | IP addresses",
                "secure      | yes             | true, false",
                "secure      | TRUE            | true, false",
                "at-start    | maybe           | true, false",
                "timeout     | 0s              | a time longer than zero",
                "timeout     | soon            | a time longer than zero",
                "min-ttl     | -1s             | a time longer than zero",
                "max-ttl     | 5x              | a time longer than zero",
                "empty-grace | 0               | a time longer than zero",
                "max-stale   | never           | a time longer than zero",
                "max-stale   | 365000d         | a time longer than zero",
                "first-wait  | PT0S            | a time longer than zero",
                "min-ttl     | 6m              | up to PT5M",
                "sevrers     | 192.0.2.1       | at-start, empty-grace, first-wait, max-stale, max-ttl, min-ttl, name, port,"
            })
    void refusesAWrongValueWithItsKeyAndWhatIsAllowed(String key, String value, String allowed) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings(key, value))
                .withMessageStartingWith("quarkus.stork.orders.service-discovery." + key + " ")
                .withMessageContaining("; allowed: " + allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "aaaa"})
    void wantsAPortWhereThereAreNoServiceRecords(String record) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings("record", record))
                .withMessage("quarkus.stork.orders.service-discovery.port is missing; allowed: "
                        + "1 to 65535 with record=a and aaaa");
    }

    @Test
    void saysWhatIsAsked() {
        assertThat(settings().question()).isEqualTo("record=auto of " + NAME);
        assertThat(settings("record", "srv", "port", "8080").question())
                .isEqualTo("record=srv of " + NAME + " with port=8080");
    }

    @Test
    void declaresEveryAttributeWithADescription() {
        assertThat(DnsjavaDiscoveryProvider.class.getAnnotationsByType(ServiceDiscoveryAttribute.class))
                .hasSize(12)
                .allSatisfy(attribute -> assertThat(attribute.description()).endsWith("."))
                .filteredOn(ServiceDiscoveryAttribute::required)
                .extracting(ServiceDiscoveryAttribute::name)
                .containsExactly("name");
    }

    private static DiscoverySettings settings(String... attributes) {
        Map<String, String> given = new HashMap<>(Map.of("name", NAME, "max-ttl", "5m"));
        for (int i = 0; i < attributes.length; i += 2) {
            given.put(attributes[i], attributes[i + 1]);
        }
        return DnsjavaDiscoveryProvider.settings("orders", given);
    }
}
