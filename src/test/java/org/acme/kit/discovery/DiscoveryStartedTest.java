package org.acme.kit.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.acme.kit.discovery.DiscoveryHealth.Started;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.acme.kit.middleware.LogLines;
import org.acme.kit.stork.DnsjavaDiscoveryProvider;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveryStartedTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final FakeResolver dns = new FakeResolver().addresses("a.test.", 60, "192.0.2.1");
    private final Discovery discovery = new Discovery(dns, () -> Examples.HOST, new SimpleMeterRegistry());

    @AfterEach
    void close() {
        discovery.close();
    }

    @Test
    void isUpWhereNothingIsDiscovered() {
        assertThat(started(LONG).call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void waitsForAnInstanceOfEachServiceAndLooksThemUpByItself() {
        service("a.test", "min-ttl", "100ms", "max-ttl", "100ms");
        service("b.test", "min-ttl", "100ms", "max-ttl", "100ms");

        Started started = started(LONG);
        Await.until("an instance of a", () -> instances("a.test") == 1);
        HealthCheckResponse response = started.call();
        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getData().orElseThrow()).containsOnlyKeys("b.test");

        synchronized (dns) {
            dns.addresses("b.test.", 60, "192.0.2.2");
        }
        Await.until("an instance of b", () -> started.call().getStatus() == Status.UP);
    }

    @Test
    void namesTheKeyOfAWrongName() {
        service("orderz.test");

        Started started = started(LONG);

        Await.until("an answer", () -> !snapshot("orderz.test").isUndecided());
        assertThat(started.call().getData().orElseThrow().get("orderz.test"))
                .asString()
                .contains("no usable record", "quarkus.stork.orderz.test.service-discovery.name");
    }

    @Test
    void waitsNoLongerThanConfiguredAndSaysSoOnce() {
        service("orderz.test");
        try (LogLines log = new LogLines("discovery")) {
            Started started = started(Duration.ofMillis(300));
            assertThat(started.call().getStatus()).isEqualTo(Status.DOWN);

            Await.until("the end of the wait", () -> started.call().getStatus() == Status.UP);

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("kit.discovery.startup-wait=PT0.3S"))
                    .singleElement()
                    .asString()
                    .contains("service=orderz.test", "quarkus.stork.orderz.test.service-discovery.name");
        }
    }

    @Test
    void waitsWhileDnsFails() {
        dns.fails("a.test.", Type.A);
        service("a.test");

        Started started = started(LONG);

        Await.until("a failure", () -> snapshot("a.test").failures() > 0);
        assertThat(started.call().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void neitherLooksUpNorWaitsForWhatIsLookedUpWhenUsed() {
        service("a.test", "at-start", "false");

        assertThat(started(LONG).call().getStatus()).isEqualTo(Status.UP);
        assertThat(dns.asked).isEmpty();
    }

    @Test
    void staysUpWhateverIsLostLater() {
        service("a.test", "min-ttl", "50ms", "max-ttl", "50ms", "empty-grace", "1ms");
        Started started = started(LONG);
        Await.until("an instance", () -> started.call().getStatus() == Status.UP);

        synchronized (dns) {
            dns.addresses("a.test.", 60);
        }
        Await.until("no instance", () -> instances("a.test") == 0);

        assertThat(started.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void looksUpButWaitsForNothingWithZeroSeconds() {
        service("orderz.test");

        Started started = started(Duration.ZERO);

        assertThat(started.call().getStatus()).isEqualTo(Status.UP);
        Await.until("an answer", () -> !snapshot("orderz.test").isUndecided());
    }

    @Test
    void refusesATimeBelowZero() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new Started(discovery, Duration.ofSeconds(-1)))
                .withMessage("kit.discovery.startup-wait is PT-1S; allowed: 0s or longer; 0s does not wait");
    }

    private Started started(Duration wait) {
        Started started = new Started(discovery, wait);
        started.begin(new StartupEvent());
        return started;
    }

    private void service(String host, String... attributes) {
        Map<String, String> all = new HashMap<>(Map.of("name", host + ".", "port", "80"));
        for (int i = 0; i < attributes.length; i += 2) {
            all.put(attributes[i], attributes[i + 1]);
        }
        discovery.add(DnsjavaDiscoveryProvider.settings(host, all));
    }

    private Snapshot snapshot(String service) {
        return discovery.get(service).snapshot();
    }

    private int instances(String service) {
        return snapshot(service).instances().size();
    }
}
