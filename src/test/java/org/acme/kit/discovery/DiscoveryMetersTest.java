package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.NAME;
import static org.acme.kit.discovery.FakeResolver.srv;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.junit.jupiter.api.Test;

class DiscoveryMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ManualTime time = new ManualTime();
    private final FakeResolver dns = new FakeResolver().addresses("a.test.", 60, "192.0.2.1");
    private final ServiceRefresh service = Examples.service(() -> Examples.HOST, dns, time, registry);

    @Test
    void showsTheInstancesInUseAndTheAgeOfTheAnswer() {
        dns.services(NAME, 60, srv(0, 0, 80, "a.test."));
        service.start();

        time.advance(Duration.ofSeconds(7));

        assertThat(gauge("discovery.instances")).isEqualTo(1);
        assertThat(gauge("discovery.age")).isEqualTo(7);
    }

    @Test
    void showsNoAgeBeforeTheFirstAnswer() {
        dns.fails(NAME, Type.SRV);

        service.start();

        assertThat(gauge("discovery.age")).isNaN();
    }

    @Test
    void countsLookupsByOutcome() {
        service.start();
        dns.services(NAME, 5, srv(0, 0, 80, "a.test."));
        time.advance(Duration.ofSeconds(11));
        dns.fails(NAME, Type.SRV);
        time.advance(Duration.ofMillis(5500));

        assertThat(lookups("empty")).isEqualTo(1);
        assertThat(lookups("found")).isEqualTo(2);
        assertThat(lookups("failed")).isEqualTo(1);
    }

    @Test
    void countsDroppedRecordsByReason() {
        dns.services(NAME, 60, srv(0, 0, 80, "a.test."), srv(0, 0, 0, "a.test."), srv(0, 0, 80, "gone.test."));

        service.start();

        assertThat(dropped("port")).isEqualTo(1);
        assertThat(dropped("target")).isEqualTo(1);
    }

    private double gauge(String name) {
        return registry.get(name).tag("service", "orders").gauge().value();
    }

    private long lookups(String outcome) {
        return registry.get("discovery.lookups")
                .tag("service", "orders")
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    private double dropped(String reason) {
        return registry.get("discovery.records.dropped")
                .tag("service", "orders")
                .tag("reason", reason)
                .counter()
                .count();
    }
}
