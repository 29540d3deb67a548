package org.acme.kit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsAnswer.AddressRecord;
import org.acme.kit.dns.DnsResolver.DnsAnswer.SrvRecord;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;

class DnsjavaResolverTest extends DnsjavaFixture {

    @Test
    void asksOverUdp() throws Exception {
        ScriptedDns server = server(Reply.of("a.test. 60 A 192.0.2.1", "a.test. 30 A 192.0.2.2"));

        DnsAnswer answer = ask(A, server);

        assertThat(answer.addresses())
                .extracting(AddressRecord::address)
                .containsExactly(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("192.0.2.2"));
        assertThat(answer.timeToLive()).isEqualTo(Duration.ofSeconds(30));
        assertThat(answer.server()).isEqualTo("127.0.0.1:" + server.address().getPort());
        assertThat(server.asked(false)).isEqualTo(1);
        assertThat(server.asked(true)).isZero();
    }

    @Test
    void readsServicesAndTheAddressesThatComeWithThem() {
        ScriptedDns server = server(query -> Reply.to(query)
                .answer("_http._tcp.x.test. 60 SRV 1 2 8080 a.test.", "_http._tcp.x.test. 50 SRV 3 4 0 .")
                .additional("a.test. 9 A 192.0.2.1", "a.test. 10 AAAA 2001:db8::1")
                .bytes());

        DnsAnswer answer = ask(SRV, server);

        assertThat(answer.services())
                .containsExactlyInAnyOrder(new SrvRecord(1, 2, 8080, "a.test."), new SrvRecord(3, 4, 0, "."));
        assertThat(answer.services()).filteredOn(SrvRecord::isNotAvailable).hasSize(1);
        assertThat(answer.addresses())
                .extracting(AddressRecord::timeToLive)
                .containsExactly(Duration.ofSeconds(9), Duration.ofSeconds(10));
        assertThat(answer.timeToLive()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void asksAnIpv6Server() {
        ScriptedDns server = keep(new ScriptedDns(
                "::1",
                query -> query.tcp()
                        ? Reply.to(query).answer("a.test. 60 AAAA 2001:db8::1").bytes()
                        : Reply.to(query).cutShort().bytes()));

        DnsAnswer answer = ask(new DnsQuestion("a.test.", Type.AAAA), server);

        assertThat(answer.addresses()).hasSize(1);
        assertThat(answer.server()).startsWith("[::1]:");
    }

    @Test
    void offersToTakeLargeDatagrams() throws Exception {
        ScriptedDns server = server(Reply.of("a.test. 60 A 192.0.2.1"));

        ask(A, server);

        OPTRecord edns = new Message(server.queries.get(0).bytes()).getOPT();
        assertThat(edns.getPayloadSize()).isEqualTo(1232);
        assertThat(edns.getVersion()).isZero();
    }

    @Test
    void asksAgainOverTcpAndForgetsThePartThatWasCutShort() {
        ScriptedDns server = server(query -> query.tcp()
                ? Reply.to(query).answer("a.test. 60 A 192.0.2.2").bytes()
                : Reply.to(query).answer("a.test. 60 A 192.0.2.1").cutShort().bytes());

        assertThat(ask(A, server).addresses())
                .extracting(record -> record.address().getHostAddress())
                .containsExactly("192.0.2.2");
    }

    @Test
    void failsRatherThanUseAnAnswerCutShort() {
        ScriptedDns server = server(query ->
                Reply.to(query).answer("a.test. 60 A 192.0.2.1").cutShort().bytes());

        assertThatExceptionOfType(DnsFailure.class)
                .isThrownBy(() -> ask(A, server))
                .withMessageContaining("cut short");
    }

    @Test
    void saysThatAServerHungUp() {
        ScriptedDns server = server(query -> {
            if (query.tcp()) {
                throw new IOException("hangs up");
            }
            return Reply.to(query).cutShort().bytes();
        });

        assertThatExceptionOfType(DnsFailure.class)
                .isThrownBy(() -> ask(A, server))
                .withMessageEndingWith("connection closed over TCP");
    }

    @Test
    void opensAConnectionForEachQuestionSoThatABrokenOneHarmsNoOther() {
        ScriptedDns server =
                server(query -> query.tcp() ? null : Reply.to(query).cutShort().bytes());
        assertThatExceptionOfType(DnsFailure.class).isThrownBy(() -> ask(A, Duration.ofMillis(200), server));

        server.answer(query -> query.tcp()
                ? Reply.to(query).answer("a.test. 60 A 192.0.2.2").bytes()
                : Reply.to(query).cutShort().bytes());

        assertThat(ask(A, server).addresses()).hasSize(1);
    }

    @Test
    void asksAgainWithoutEdnsIfTheServerDoesNotUnderstandIt() {
        for (int code : new int[] {Rcode.FORMERR, Rcode.NOTIMP}) {
            ScriptedDns server = server(query -> new Message(query.bytes()).getOPT() == null
                    ? Reply.to(query).answer("a.test. 60 A 192.0.2.1").bytes()
                    : Reply.to(query).rcode(code).bytes());

            assertThat(ask(A, server).addresses()).hasSize(1);
            assertThat(server.asked(false)).isEqualTo(2);
        }
    }

    @Test
    void asksAgainWithoutEdnsIfTheServerSendsBackAHeaderAlone() {
        ScriptedDns server = server(query -> {
            byte[] header = {query.bytes()[0], query.bytes()[1], (byte) 0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0};
            return new Message(query.bytes()).getOPT() == null
                    ? Reply.to(query).answer("a.test. 60 A 192.0.2.1").bytes()
                    : header;
        });

        assertThat(ask(A, server).addresses()).hasSize(1);
    }

    @Test
    void usesAnUnpredictableIdAndSourcePortForEachQuestion() {
        ScriptedDns server = server(Reply.of("a.test. 60 A 192.0.2.1"));

        IntStream.range(0, 20).forEach(i -> ask(A, server));

        assertThat(server.queries.stream().map(ScriptedDns.Query::id).distinct().count())
                .isGreaterThan(15);
        assertThat(server.queries.stream()
                        .map(ScriptedDns.Query::port)
                        .distinct()
                        .count())
                .isGreaterThan(15);
    }

    @Test
    void refusesWhatIsNoDomainName() {
        assertThatExceptionOfType(DnsFailure.class)
                .isThrownBy(() -> ask(new DnsQuestion("a..test.", Type.A), server(Reply.silence())))
                .withMessageContaining("not a domain name");
    }

    @Test
    void takesANameWithoutItsLastDotForAbsolute() {
        assertThat(ask(new DnsQuestion("a.test", Type.A), server(Reply.of("a.test. 60 A 192.0.2.1")))
                        .addresses())
                .hasSize(1);
    }

    @Test
    void asksNothingWhenItIsClosed() {
        ScriptedDns server = server(Reply.of("a.test. 60 A 192.0.2.1"));
        Vertx vertx = Vertx.vertx();
        DnsjavaResolver closed = new DnsjavaResolver(vertx);
        closed.close();

        assertThatExceptionOfType(DnsFailure.class)
                .isThrownBy(() -> closed.ask(A, Nameservers.of(List.of(server.address())))
                        .await()
                        .indefinitely())
                .withMessageContaining("closed");
        assertThat(server.queries).isEmpty();
        vertx.close();
    }
}
