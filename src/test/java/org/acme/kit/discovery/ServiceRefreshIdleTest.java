package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.NAME;
import static org.acme.kit.discovery.FakeResolver.srv;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.discovery.Snapshot.NoInstance;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.junit.jupiter.api.Test;

/** A service that nobody uses yet, or that is closed, asks nothing. Who waits when it closes hears of it. */
class ServiceRefreshIdleTest {

    private static final DnsQuestion QUESTION = new DnsQuestion(NAME, Type.SRV);

    private final ManualTime time = new ManualTime();
    private final FakeResolver dns = new FakeResolver().addresses("a.test.", 60, "192.0.2.1");
    private final ServiceRefresh service = Examples.service(() -> Examples.HOST, dns, time, new SimpleMeterRegistry());

    @Test
    void asksNothingBeforeItIsUsed() {
        time.advance(Duration.ofHours(1));

        assertThat(dns.asked).isEmpty();
        assertThat(service.snapshot().isUndecided()).isTrue();
    }

    @Test
    void stopsEverythingWhenClosed() {
        dns.services(NAME, 60, srv(0, 0, 80, "a.test."));
        call();

        service.close();

        assertThat(time.pending()).isEmpty();
        call().awaitItem();
        assertThat(dns.asked).containsOnlyOnce(QUESTION);
    }

    @Test
    void cancelsTheLookupInFlightAndTheWaitWhenClosed() {
        AtomicInteger cancelled = new AtomicInteger();
        dns.answer(
                QUESTION, Uni.createFrom().<DnsAnswer>nothing().onCancellation().invoke(cancelled::incrementAndGet));
        UniAssertSubscriber<List<DnsInstance>> caller = call();

        service.close();

        assertThat(cancelled).hasValue(1);
        assertThat(time.pending()).isEmpty();
        caller.assertFailedWith(NoInstance.class);
    }

    @Test
    void asksNothingOnceClosed() {
        service.close();
        call().assertFailedWith(NoInstance.class);

        assertThat(dns.asked).isEmpty();
        assertThat(time.pending()).isEmpty();
    }

    private UniAssertSubscriber<List<DnsInstance>> call() {
        return service.instances().subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
