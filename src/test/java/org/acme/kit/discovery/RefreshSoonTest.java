package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.NAME;
import static org.acme.kit.discovery.FakeResolver.srv;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.junit.jupiter.api.Test;

/** A lookup before the TTL ends, because most known instances fail. */
class RefreshSoonTest {

    private static final DnsQuestion QUESTION = new DnsQuestion(NAME, Type.SRV);

    private final ManualTime time = new ManualTime();
    private final FakeResolver dns = new FakeResolver().addresses("a.test.", 60, "192.0.2.1");
    private final ServiceRefresh service = Examples.service(() -> Examples.HOST, dns, time, new SimpleMeterRegistry());

    RefreshSoonTest() {
        dns.services(NAME, 60, srv(0, 0, 80, "a.test."));
        service.start();
    }

    @Test
    void looksUpAtOnceWhenTheLastLookupIsLongAgo() {
        time.advance(Duration.ofSeconds(7));

        service.refreshSoon();
        time.advance(Duration.ZERO);

        assertThat(lookups()).isEqualTo(2);
        assertThat(time.pending()).containsExactly(Duration.ofSeconds(60));
    }

    @Test
    void looksUpNoMoreOftenThanMinTtlHoweverOftenItIsAsked() {
        for (int tenth = 0; tenth < 200; tenth++) {
            service.refreshSoon();
            time.advance(Duration.ofMillis(100));
        }

        assertThat(lookups()).isEqualTo(1 + 4); // 20 s of 5 s each
        assertThat(time.pending()).hasSize(1);
    }

    @Test
    void forgetsNoRequestThatComesTooEarly() {
        time.advance(Duration.ofSeconds(1));

        service.refreshSoon();

        assertThat(time.pending()).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void joinsTheLookupInFlight() {
        CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
        dns.answer(QUESTION, Uni.createFrom().completionStage(answer));
        time.advance(Duration.ofSeconds(60));

        service.refreshSoon();
        time.advance(Duration.ofSeconds(10));
        assertThat(lookups()).isEqualTo(2);

        answer.complete(FakeResolver.answer(60, List.of(srv(0, 0, 80, "a.test.")), List.of()));
        assertThat(time.pending()).containsExactly(Duration.ofSeconds(60));
    }

    /** A request that is made just before a lookup begins is dealt with just after. */
    @Test
    void neverLooksUpTwiceAtATime() {
        List<Runnable> late = new ArrayList<>();
        Steps racing = new Steps() {
            @Override
            public Duration now() {
                return time.now();
            }

            @Override
            public Runnable in(Duration delay, Runnable step) {
                return time.in(delay, step);
            }

            @Override
            public Executor caller() {
                return Runnable::run;
            }

            @Override
            public void execute(Runnable step) {
                late.add(step);
            }
        };
        DiscoverySettings settings = Examples.settings();
        ServiceRefresh raced = new ServiceRefresh(
                settings,
                new ServiceLookup(settings, dns, () -> Examples.HOST),
                racing,
                settings.times(() -> 0),
                new DiscoveryMeters(new SimpleMeterRegistry(), "raced"));
        service.close();
        raced.start();
        late.remove(0).run(); // the lookup
        late.remove(0).run(); // its answer
        dns.answer(QUESTION, Uni.createFrom().nothing());

        raced.refreshSoon();
        time.advance(Duration.ofSeconds(60));
        late.remove(0).run();

        assertThat(time.pending()).isEmpty();
    }

    @Test
    void doesNotPutALookupOffThatIsDueSooner() {
        dns.fails(NAME, Type.SRV);
        time.advance(Duration.ofSeconds(60));
        assertThat(time.pending()).containsExactly(Duration.ofSeconds(1));

        service.refreshSoon();

        assertThat(time.pending()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void shortensTheBackOffOfLookupsThatFail() {
        dns.fails(NAME, Type.SRV);
        time.advance(Duration.ofSeconds(60 + 1 + 2 + 4 + 8 + 16));
        assertThat(time.pending()).containsExactly(Duration.ofSeconds(30));

        service.refreshSoon();

        assertThat(time.pending()).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void doesNothingAfterTheEnd() {
        service.close();

        service.refreshSoon();
        time.advance(Duration.ofHours(1));

        assertThat(lookups()).isEqualTo(1);
        assertThat(time.pending()).isEmpty();
    }

    private long lookups() {
        return dns.asked.stream().filter(QUESTION::equals).count();
    }
}
