package org.acme.kit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.acme.kit.discovery.Await;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.acme.kit.dns.ScriptedDns.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;

/** Servers, and middleboxes before them, that cannot do with EDNS. */
class DnsjavaEdnsTest {

    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final ScriptedDns.Script GOOD = Reply.of("a.test. 60 A 192.0.2.1");
    private static final ScriptedDns.Script DROPS_EDNS = query -> hasEdns(query) ? null : GOOD.answer(query);

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5); // it may overflow at any time
    private final Vertx vertx = Vertx.vertx();
    private final DnsjavaTcp sockets = new DnsjavaTcp(vertx);
    private final DnsjavaResolver resolver = new DnsjavaResolver(sockets, sockets::close, nanoTime::get);
    private final ScriptedDns server = new ScriptedDns(DROPS_EDNS);
    private final ScriptedDns other = new ScriptedDns(GOOD);

    @AfterEach
    void close() {
        resolver.close();
        server.close();
        other.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void asksOnceWithoutEdnsAfterATimeOut() {
        assertThat(ask(1, server).addresses()).hasSize(1);

        assertThat(server.queries).extracting(DnsjavaEdnsTest::hasEdns).containsExactly(true, false);
    }

    @Test
    void takesTheSecondRoundForItIfThereIsOne() {
        server.answer(Reply.silence());

        assertThatExceptionOfType(DnsFailure.class).isThrownBy(() -> ask(2, server));

        assertThat(server.queries).extracting(DnsjavaEdnsTest::hasEdns).containsExactly(true, false);
    }

    @Test
    void asksWithEdnsAgainInAThirdRound() {
        server.answer(Reply.silence());

        assertThatExceptionOfType(DnsFailure.class).isThrownBy(() -> ask(3, server));

        assertThat(server.queries).extracting(DnsjavaEdnsTest::hasEdns).containsExactly(true, false, true);
    }

    @Test
    void asksTheNextServerBeforeASilentOneWithoutEdns() {
        assertThat(ask(1, server, other).addresses()).hasSize(1);

        assertThat(server.queries).hasSize(1);
        assertThat(other.queries).extracting(DnsjavaEdnsTest::hasEdns).containsExactly(true);
    }

    @Test
    void asksOnlyThoseAgainThatWereSilent() {
        other.answer(Reply.code(Rcode.SERVFAIL));

        assertThat(ask(1, other, server).addresses()).hasSize(1);

        assertThat(other.queries).hasSize(1);
        assertThat(server.queries).extracting(DnsjavaEdnsTest::hasEdns).containsExactly(true, false);
    }

    @Test
    void remembersItForAQuarterOfAnHour() {
        ask(1, server);
        server.queries.clear();

        nanoTime.addAndGet(DnsjavaEdns.MEMORY.toNanos() - 1);
        ask(1, server);
        assertThat(server.queries).extracting(DnsjavaEdnsTest::hasEdns).containsExactly(false);

        nanoTime.addAndGet(1);
        ask(1, server);
        assertThat(server.queries).extracting(DnsjavaEdnsTest::hasEdns).containsExactly(false, true, false);
    }

    @Test
    void remembersNothingOfAServerThatIsSilentEitherWay() {
        server.answer(Reply.silence());
        assertThatExceptionOfType(DnsFailure.class).isThrownBy(() -> ask(1, server));
        server.queries.clear();
        server.answer(GOOD);

        ask(1, server);

        assertThat(server.queries).extracting(DnsjavaEdnsTest::hasEdns).containsExactly(true);
    }

    @Test
    void remembersAServerThatRefusesEdns() {
        server.answer(query -> hasEdns(query) ? Reply.code(Rcode.FORMERR).answer(query) : GOOD.answer(query));
        ask(1, server);
        ask(1, server);

        assertThat(server.queries).extracting(DnsjavaEdnsTest::hasEdns).containsExactly(true, false, false);
    }

    @Test
    void remembersEachServerForItself() {
        ask(1, server);

        ask(1, other);

        assertThat(other.queries).extracting(DnsjavaEdnsTest::hasEdns).containsExactly(true);
    }

    private DnsAnswer ask(int rounds, ScriptedDns... servers) {
        List<InetSocketAddress> addresses =
                Arrays.stream(servers).map(ScriptedDns::address).toList();
        return resolver.ask(DnsjavaFixture.A, new Nameservers(addresses, List.of(), 1, TIMEOUT, rounds))
                .await()
                .atMost(Await.PATIENCE);
    }

    /** The header counts the additional records in its last two octets; a question has none but OPT. */
    private static boolean hasEdns(Query query) {
        return query.bytes()[11] > 0;
    }
}
