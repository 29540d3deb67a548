package org.acme.kit.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.acme.kit.stork.DnsjavaDiscoveryProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What runs on the thread of discovery, and what never does. */
class DiscoveryThreadTest {

    private static final DnsQuestion QUESTION = new DnsQuestion("a.test.", Type.A);
    private static final DnsAnswer ANSWER =
            FakeResolver.answer(60, List.of(), List.of(FakeResolver.address("a.test.", 60, "192.0.2.1")));

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
    private final CompletableFuture<String> readsResolvConf = new CompletableFuture<>();
    private final FakeResolver dns =
            new FakeResolver().answer(QUESTION, Uni.createFrom().completionStage(answer));
    private final Discovery discovery = new Discovery(
            dns,
            () -> {
                readsResolvConf.complete(thread());
                return Examples.HOST;
            },
            new SimpleMeterRegistry());
    private final ServiceRefresh service =
            discovery.add(DnsjavaDiscoveryProvider.settings("a", Map.of("name", "a.test.", "port", "80")));

    @AfterEach
    void close() {
        discovery.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void readsResolvConfThereAndNeverOnTheEventLoopOfACaller() {
        vertx.runOnContext(now -> service.instances().subscribe().with(known -> {}, failure -> {}));

        assertThat(readsResolvConf).succeedsWithin(Await.PATIENCE).isEqualTo("discovery");
    }

    @Test
    void letsACallerThatWaitedContinueOnItsOwnEventLoop() {
        Context context = vertx.getOrCreateContext();
        CompletableFuture<String> continued = new CompletableFuture<>();
        context.runOnContext(now -> service.instances().subscribe().with(known -> {
            assertThat(Vertx.currentContext()).isSameAs(context);
            continued.complete(thread());
        }));
        assertThat(readsResolvConf).succeedsWithin(Await.PATIENCE);

        answer.complete(ANSWER);

        assertThat(continued).succeedsWithin(Await.PATIENCE).asString().startsWith("vert.x-eventloop");
    }

    @Test
    void letsACallerWithoutAnEventLoopContinueOnAWorker() {
        CompletableFuture<String> continued = new CompletableFuture<>();
        service.instances().subscribe().with(known -> continued.complete(thread()));

        answer.complete(ANSWER);

        assertThat(continued)
                .succeedsWithin(Await.PATIENCE)
                .asString()
                .isNotEqualTo("discovery")
                .isNotEqualTo(thread());
    }

    @Test
    void tellsChangesElsewhere() {
        CompletableFuture<String> told = new CompletableFuture<>();
        service.changes().subscribe().with(known -> told.complete(thread()));

        answer.complete(ANSWER);

        assertThat(told)
                .succeedsWithin(Await.PATIENCE)
                .asString()
                .isNotEqualTo("discovery")
                .isNotEqualTo(thread());
    }

    private static String thread() {
        return Thread.currentThread().getName();
    }
}
