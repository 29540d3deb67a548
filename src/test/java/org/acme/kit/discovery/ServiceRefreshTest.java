package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.NAME;
import static org.acme.kit.discovery.FakeResolver.srv;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.discovery.Snapshot.NoInstance;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.junit.jupiter.api.Test;

class ServiceRefreshTest {

    private static final DnsQuestion QUESTION = new DnsQuestion(NAME, Type.SRV);

    private final ManualTime time = new ManualTime();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeResolver dns = new FakeResolver().addresses("a.test.", 60, "192.0.2.1");
    private final ServiceRefresh service = Examples.service(() -> Examples.HOST, dns, time, meters);

    @Test
    void givesTheFirstCallerTheFirstAnswer() {
        CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
        dns.answer(QUESTION, Uni.createFrom().completionStage(answer));

        UniAssertSubscriber<List<DnsInstance>> caller = call();
        caller.assertNotTerminated();
        answer.complete(FakeResolver.answer(60, List.of(srv(0, 0, 80, "a.test.")), List.of()));

        assertThat(caller.awaitItem().getItem())
                .extracting(DnsInstance::socketAddress)
                .containsExactly("192.0.2.1:80");
    }

    @Test
    void letsTheFirstCallersWaitForABoundedTimeTogether() {
        dns.answer(QUESTION, Uni.createFrom().nothing());
        UniAssertSubscriber<List<DnsInstance>> first = call();
        time.advance(Duration.ofMillis(2999));
        UniAssertSubscriber<List<DnsInstance>> second = call();
        first.assertNotTerminated();

        time.advance(Duration.ofMillis(1));

        first.assertFailedWith(NoInstance.class, "no answer within first-wait=PT3S");
        second.assertFailedWith(NoInstance.class);
        call().assertFailedWith(NoInstance.class);
    }

    @Test
    void letsACallerGiveUpWithoutTheOthers() {
        CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
        dns.answer(QUESTION, Uni.createFrom().completionStage(answer));
        UniAssertSubscriber<List<DnsInstance>> impatient = call();
        UniAssertSubscriber<List<DnsInstance>> patient = call();

        impatient.cancel();
        patient.assertNotTerminated();
        answer.complete(FakeResolver.answer(60, List.of(srv(0, 0, 80, "a.test.")), List.of()));

        patient.awaitItem();
    }

    @Test
    void looksUpOncePerTimeToLiveHoweverManyAsk() throws Exception {
        found();

        ExecutorService threads = Executors.newFixedThreadPool(8);
        threads.invokeAll(Collections.nCopies(500, () -> call().awaitItem()));
        threads.shutdown();
        assertThat(lookups()).isEqualTo(1);

        time.advance(Duration.ofMillis(59_999));
        assertThat(lookups()).isEqualTo(1);
        time.advance(Duration.ofMillis(1));
        assertThat(lookups()).isEqualTo(2);
        time.advance(Duration.ofSeconds(600));
        assertThat(lookups()).isEqualTo(12);
    }

    @Test
    void hasOneRefreshPendingAndNothingElse() {
        found();
        call();

        assertThat(time.pending()).containsExactly(Duration.ofSeconds(60));
    }

    @Test
    void retriesAFailureAtTheStartAfterAboutASecond() {
        dns.fails(NAME, Type.SRV);
        call().assertFailedWith(NoInstance.class, "SERVFAIL");

        found();
        time.advance(Duration.ofSeconds(1));

        call().awaitItem();
    }

    @Test
    void backsOffWhileLookupsFail() {
        dns.fails(NAME, Type.SRV);
        call();

        time.advance(Duration.ofSeconds(1 + 2 + 4));

        assertThat(lookups()).isEqualTo(4);
        assertThat(service.snapshot().failures()).isEqualTo(4);
        assertThat(time.pending()).containsExactly(Duration.ofSeconds(8));
    }

    @Test
    void keepsTheLastGoodAnswerWhileLookupsFail() {
        found();
        List<DnsInstance> before = call().awaitItem().getItem();
        dns.fails(NAME, Type.SRV);
        time.advance(Duration.ofHours(23));

        assertThat(call().awaitItem().getItem()).isEqualTo(before);
        assertThat(service.snapshot().error()).contains("SERVFAIL");

        time.advance(Duration.ofHours(2));
        call().assertFailedWith(NoInstance.class, "SERVFAIL");
    }

    @Test
    void believesAnEmptyAnswerAfterTheGracePeriodHoweverLongItLives() {
        found();
        call();
        dns.services(NAME, 3600);
        time.advance(Duration.ofSeconds(89));
        call().awaitItem();

        time.advance(Duration.ofSeconds(1));

        call().assertFailedWith(NoInstance.class, "answered by " + FakeResolver.SERVER + ": no usable record");
    }

    @Test
    void believesTheTargetDotAtOnce() {
        found();
        call();
        dns.services(NAME, 60, srv(0, 0, 0, "."));
        time.advance(Duration.ofSeconds(60));

        call().assertFailedWith(NoInstance.class);
    }

    @Test
    void survivesALookupThatThrows() {
        AtomicInteger calls = new AtomicInteger();
        ServiceRefresh fragile = Examples.service(
                () -> {
                    if (calls.getAndIncrement() == 0) {
                        throw new IllegalStateException();
                    }
                    return Examples.HOST;
                },
                dns,
                time,
                meters);
        found();

        UniAssertSubscriber<List<DnsInstance>> caller = call(fragile);
        caller.assertFailedWith(NoInstance.class, "java.lang.IllegalStateException");
        time.advance(Duration.ofSeconds(1));

        call(fragile).awaitItem();
    }

    private void found() {
        dns.services(NAME, 60, srv(0, 0, 80, "a.test."));
    }

    private long lookups() {
        return dns.asked.stream().filter(QUESTION::equals).count();
    }

    private UniAssertSubscriber<List<DnsInstance>> call() {
        return call(service);
    }

    private static UniAssertSubscriber<List<DnsInstance>> call(ServiceRefresh service) {
        return service.instances().subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
