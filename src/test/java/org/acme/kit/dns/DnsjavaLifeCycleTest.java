package org.acme.kit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.UnixOperatingSystemMXBean;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acme.kit.discovery.Await;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class DnsjavaLifeCycleTest {

    // What the rest of the JVM opens and closes meanwhile.
    private static final int NOISE = 10;

    private final Set<Thread> before = dnsjavaThreads();
    private final Vertx vertx = Vertx.vertx();
    private final DnsjavaResolver resolver = new DnsjavaResolver(vertx);
    private final ScriptedDns server = new ScriptedDns(Reply.of("a.test. 60 A 192.0.2.1"));

    @AfterEach
    void close() {
        resolver.close();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void leavesNoThreadBehind() {
        ask();
        Set<Thread> mine = newThreads();

        resolver.close();

        assertThat(mine).hasSize(1).noneMatch(Thread::isAlive);
        assertThat(newThreads()).isEmpty();
    }

    @Test
    void closesWithoutEverHavingAsked() {
        resolver.close();
        resolver.close();

        assertThat(newThreads()).isEmpty();
    }

    @Test
    void opensNothingAfterItsEnd() {
        ask();
        resolver.close();

        assertThatExceptionOfType(DnsFailure.class).isThrownBy(this::ask).withMessageContaining("closed");
        assertThat(newThreads()).isEmpty();
    }

    @Test
    void endsQuestionsThatWaitForTheirAnswers() {
        server.answer(Reply.silence());
        CompletableFuture<DnsAnswer> waiting = question(server).subscribeAsCompletionStage();
        until(() -> server.asked(false) > 0);

        resolver.close();

        assertThat(waiting).failsWithin(Await.PATIENCE);
        assertThat(newThreads()).isEmpty();
    }

    @RepeatedTest(50)
    void leavesNoThreadBehindIfItIsAskedWhileItCloses() {
        List<Thread> askers = IntStream.range(0, 4)
                .mapToObj(asker -> new Thread(() -> IntStream.range(0, 20)
                        .forEach(i ->
                                question(server).onFailure().recoverWithNull().subscribeAsCompletionStage())))
                .toList();
        askers.forEach(Thread::start);

        resolver.close();

        askers.forEach(DnsjavaLifeCycleTest::join);
        assertThat(newThreads()).isEmpty();
    }

    @Test
    void opensNoFileForGoodOverUdp() {
        IntStream.range(0, 20).forEach(i -> ask());
        long open = openFiles();

        IntStream.range(0, 500).forEach(i -> ask());

        until(() -> openFiles() <= open + NOISE);
        assertThat(server.asked(false)).isEqualTo(520);
        assertThat(server.asked(true)).isZero();
    }

    @Test
    void opensNoFileForGoodOverTcp() {
        server.answer(query -> query.tcp()
                ? Reply.to(query).answer("a.test. 60 A 192.0.2.1").bytes()
                : Reply.to(query).cutShort().bytes());
        IntStream.range(0, 20).forEach(i -> ask());
        long open = openFiles();

        IntStream.range(0, 100).forEach(i -> ask());

        until(() -> openFiles() <= open + NOISE);
        assertThat(server.asked(true)).isEqualTo(120);
    }

    /** Some thousand records take milliseconds. */
    @Test
    void readsAnswersOverTcpOnNoEventLoop() {
        server.answer(query -> query.tcp()
                ? Reply.to(query).answer("a.test. 60 A 192.0.2.1").bytes()
                : Reply.to(query).cutShort().bytes());

        assertThat(question(server)
                        .map(answer -> Thread.currentThread().getName())
                        .await()
                        .atMost(Await.PATIENCE))
                .isEqualTo("dns-tcp");
    }

    @Test
    void opensNoFileForGoodIfNobodyAnswers() {
        server.answer(Reply.silence());
        long open = openFiles();

        List<CompletableFuture<DnsAnswer>> asked = Stream.generate(
                        () -> question(server).subscribeAsCompletionStage())
                .limit(100)
                .toList();

        asked.forEach(answer -> assertThat(answer).failsWithin(Await.PATIENCE));
        until(() -> openFiles() <= open + NOISE);
    }

    /** Asks once, whatever pause this process makes: a question that times out would be asked again. */
    private void ask() {
        question(server, Await.PATIENCE).await().atMost(Await.PATIENCE);
    }

    private Uni<DnsAnswer> question(ScriptedDns server) {
        return question(server, Duration.ofMillis(1500));
    }

    private Uni<DnsAnswer> question(ScriptedDns server, Duration timeout) {
        return resolver.ask(DnsjavaFixture.A, new Nameservers(List.of(server.address()), List.of(), 1, timeout, 1));
    }

    private Set<Thread> newThreads() {
        Set<Thread> now = dnsjavaThreads();
        now.removeAll(before);
        return now;
    }

    /** Returns dnsjava's threads; another application of this JVM may have one of its own. */
    private static Set<Thread> dnsjavaThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("dnsjava"))
                .collect(Collectors.toSet());
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private static void until(BooleanSupplier isSo) {
        long end = System.nanoTime() + Await.PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never came to be").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(Await.PATIENCE.toMillis());
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
