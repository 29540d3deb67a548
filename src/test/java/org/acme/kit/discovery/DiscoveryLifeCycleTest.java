package org.acme.kit.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.acme.kit.dev.EmbeddedDns;
import org.acme.kit.dns.DnsjavaResolver;
import org.acme.kit.dns.Nameservers;
import org.acme.kit.stork.DnsjavaDiscoveryProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveryLifeCycleTest {

    private static final int SERVICES = 200;
    // What the rest of the JVM starts meanwhile; one thread for each service would be far more.
    private static final int NOISE = SERVICES / 4;
    private static final String ZONE = """
            $ORIGIN test.
            $TTL 0
            @             SOA ns hostmaster 1 60 30 3600 2
            @             NS  ns
            ns            A   127.0.0.1
            _http._tcp.x  SRV 1 2 80 a
            a             A   192.0.2.1
            """;

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final EmbeddedDns dns = new EmbeddedDns(vertx, "test.", ZONE);
    private final DnsjavaResolver resolver = new DnsjavaResolver(vertx);
    private final Discovery discovery =
            new Discovery(resolver, () -> Nameservers.of(List.of(dns.address())), new SimpleMeterRegistry());

    @AfterEach
    void close() {
        discovery.close();
        resolver.close();
        dns.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void needsNoMoreThreadsForManyServicesThanForOne() {
        start(0);
        untilAsked(20);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        threads.resetPeakThreadCount();
        int forOne = threads.getPeakThreadCount();

        IntStream.range(1, SERVICES).forEach(this::start);
        untilAsked(5 * SERVICES);

        assertThat(threads.getPeakThreadCount()).isLessThanOrEqualTo(forOne + NOISE);
        assertThat(discovery.all())
                .hasSize(SERVICES)
                .allMatch(service -> service.snapshot().instances().size() == 1);
    }

    @Test
    void needsNoMoreThreadsForManyCallersThanForOne() {
        ServiceRefresh service = start(0);
        untilAsked(20);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        threads.resetPeakThreadCount();
        int forOne = threads.getPeakThreadCount();

        for (int i = 0; i < 100_000; i++) {
            assertThat(service.instances().await().atMost(Await.PATIENCE)).hasSize(1);
        }

        assertThat(threads.getPeakThreadCount()).isLessThanOrEqualTo(forOne + NOISE);
    }

    @Test
    void asksNoMoreAndLeavesNoThreadOfItsOwnAtTheEnd() {
        IntStream.range(0, 20).forEach(this::start);
        untilAsked(100);

        discovery.close();
        resolver.close();
        int asked = dns.questions();

        assertThat(newThreads("dnsjava")).isEmpty();
        Await.until("the end of the thread", () -> newThreads("discovery").isEmpty());
        // Nine times the time to the next question, on the same clock.
        CompletableFuture<Void> later = new CompletableFuture<>();
        vertx.setTimer(900, id -> later.complete(null));
        assertThat(later).succeedsWithin(Await.PATIENCE);
        assertThat(dns.questions() - asked).isLessThanOrEqualTo(20); // what was on its way
        assertThat(newThreads("dnsjava")).isEmpty();
    }

    private ServiceRefresh start(int number) {
        return discovery
                .add(DnsjavaDiscoveryProvider.settings(
                        "s" + number, Map.of("name", "_http._tcp.x.test.", "record", "srv", "min-ttl", "100ms")))
                .start();
    }

    private void untilAsked(int more) {
        int end = dns.questions() + more;
        Await.until(more + " questions more", () -> dns.questions() >= end);
    }

    private Set<Thread> newThreads(String name) {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeAll(before);
        threads.removeIf(thread -> !thread.getName().startsWith(name));
        return threads;
    }
}
