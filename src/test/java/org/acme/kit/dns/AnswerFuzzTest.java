package org.acme.kit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.acme.kit.discovery.Await;
import org.acme.kit.dns.DnsResolver.DnsFailure;

/** Whatever a server sends, a question ends in time, in an answer or a {@link DnsFailure}. */
class AnswerFuzzTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static Vertx vertx;
    private static DnsjavaResolver resolver;
    private static ScriptedDns server;

    @BeforeContainer
    static void open() {
        vertx = Vertx.vertx();
        resolver = new DnsjavaResolver(vertx);
        server = new ScriptedDns(Reply.silence());
    }

    @AfterContainer
    static void close() {
        server.close();
        resolver.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void survivesRandomBytes(@ForAll byte[] noise) {
        server.answer(query -> noise);

        assertThat(instances()).isZero();
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void survivesRandomBytesBehindARightHeader(@ForAll byte[] noise) {
        server.answer(query -> {
            byte[] reply = Reply.to(query).bytes();
            byte[] longer = Arrays.copyOf(reply, reply.length + noise.length);
            System.arraycopy(noise, 0, longer, reply.length, noise.length);
            longer[7] = 3; // that many records are said to follow
            return longer;
        });

        instances();
    }

    @Property(tries = 600, shrinking = ShrinkingMode.OFF)
    void survivesARightReplyWithSomeOctetsChanged(@ForAll("changes") List<Tuple2<Integer, Byte>> changes) {
        server.answer(query -> {
            byte[] reply = Reply.to(query)
                    .answer(
                            "_http._tcp.x.test. 60 SRV 1 2 80 a.test.",
                            "_http._tcp.x.test. 60 SRV 1 2 80 b.test.",
                            "_http._tcp.x.test. 60 CNAME c.test.")
                    .additional("a.test. 60 A 192.0.2.1", "b.test. 60 AAAA 2001:db8::1")
                    .bytes();
            // The id and the question stay right: what does not match them is refused unread.
            changes.forEach(change -> reply[2 + change.get1() % (reply.length - 2)] = change.get2());
            return reply;
        });

        instances();
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void usesNothingOfAReplyThatEndsEarly(@ForAll int length) {
        server.answer(query -> {
            byte[] reply = Reply.to(query)
                    .answer("_http._tcp.x.test. 60 SRV 1 2 80 a.test.", "_http._tcp.x.test. 60 SRV 1 2 80 b.test.")
                    .bytes();
            return Arrays.copyOf(reply, Math.floorMod(length, reply.length));
        });

        assertThat(instances()).isZero();
    }

    @Provide
    Arbitrary<List<Tuple2<Integer, Byte>>> changes() {
        return Arbitraries.integers()
                .between(0, 500)
                .flatMap(at -> Arbitraries.bytes().map(octet -> Tuple.of(at, octet)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static int instances() {
        Nameservers nameservers = new Nameservers(List.of(server.address()), List.of(), 1, TIMEOUT, 1);
        try {
            return resolver.ask(DnsjavaFixture.SRV, nameservers)
                    .await()
                    .atMost(Await.PATIENCE)
                    .services()
                    .size();
        } catch (DnsFailure refused) {
            return 0;
        }
    }
}
