package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.NAME;
import static org.acme.kit.discovery.FakeResolver.srv;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.List;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.acme.kit.middleware.LogLines;
import org.junit.jupiter.api.Test;

/** What a service tells of its instances besides the answers to its callers. */
class ServiceRefreshChangesTest {

    private final FakeResolver dns =
            new FakeResolver().addresses("a.test.", 60, "192.0.2.1").services(NAME, 60, srv(0, 0, 80, "a.test."));
    private final ManualTime time = new ManualTime();
    private final ServiceRefresh service = Examples.service(() -> Examples.HOST, dns, time, new SimpleMeterRegistry());

    @Test
    void tellsThoseWhoWatchUntilItIsClosed() {
        AssertSubscriber<List<DnsInstance>> watcher =
                service.changes().subscribe().withSubscriber(AssertSubscriber.create(9));

        assertThat(watcher.getLastItem()).extracting(DnsInstance::socketAddress).containsExactly("192.0.2.1:80");
        watcher.assertNotTerminated();
        service.close();
        watcher.assertCompleted();
    }

    @Test
    void logsWhatChanges() {
        try (LogLines log = new LogLines("discovery")) {
            service.start();

            assertThat(log.lines()).singleElement().asString().contains("192.0.2.1");
        }
    }

    /** Else one failed call would eject any of them. */
    @Test
    void aTargetThatCannotBeLookedUpLeavesTheOtherInstancesFresh() {
        dns.addresses("b.test.", 60, "192.0.2.2")
                .services(NAME, 60, srv(0, 0, 80, "a.test."), srv(0, 0, 80, "b.test."));
        service.start();
        dns.fails("a.test.", Type.A);
        time.advance(Duration.ofMinutes(30));

        assertThat(service.status().instances()).hasSize(2);
        assertThat(service.status().error()).contains("a.test. keeps its addresses");
        assertThat(service.snapshot().freshness(time.now(), Duration.ofSeconds(5)))
                .isOne();
    }

    @Test
    void anInstanceWhoseTargetCannotBeLookedUpAgesThoughItsRecordIsThere() {
        service.start();
        dns.fails("a.test.", Type.A);
        time.advance(Duration.ofMinutes(30));

        assertThat(service.status().instances()).hasSize(1);
        assertThat(service.status().error()).contains("a.test. keeps its addresses", "SERVFAIL");
        assertThat(service.status().age()).isGreaterThan(Duration.ofMinutes(28));

        time.advance(Duration.ofDays(2));
        assertThat(service.status().instances()).isEmpty();

        dns.addresses("a.test.", 60, "192.0.2.1");
        time.advance(Duration.ofMinutes(1));
        assertThat(service.status().instances()).hasSize(1);
        assertThat(service.status().error()).isNull();
    }
}
