package org.acme.kit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Rcode;

class DnsjavaFailoverTest extends DnsjavaFixture {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Map<String, ScriptedDns.Script> FAULTS = Map.ofEntries(
            Map.entry("SERVFAIL", Reply.code(Rcode.SERVFAIL)),
            Map.entry("REFUSED", Reply.code(Rcode.REFUSED)),
            Map.entry("FORMERR", Reply.code(Rcode.FORMERR)),
            Map.entry("NOTIMP", Reply.code(Rcode.NOTIMP)),
            Map.entry("silence", Reply.silence()),
            Map.entry("garbage", query -> new byte[] {1, 2, 3}),
            Map.entry("nothing", query -> new byte[0]),
            Map.entry(
                    "wrong id",
                    query -> Reply.to(query)
                            .answer("a.test. 60 A 192.0.2.66")
                            .id(query.id() + 1)
                            .bytes()),
            Map.entry("wrong name", wrongQuestion("b.test. 60 A 192.0.2.66")),
            Map.entry("wrong type", wrongQuestion("a.test. 60 AAAA ::1")),
            Map.entry(
                    "silence over TCP",
                    query -> query.tcp() ? null : Reply.to(query).cutShort().bytes()),
            Map.entry(
                    "garbage over TCP",
                    query -> query.tcp()
                            ? new byte[] {1, 2, 3}
                            : Reply.to(query).cutShort().bytes()),
            Map.entry(
                    "referral",
                    query -> Reply.to(query).authority("test. 60 NS ns.test.").bytes()));

    static Stream<String> faults() {
        return FAULTS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void movesOnToTheNextServer(String fault) {
        ScriptedDns bad = server(FAULTS.get(fault));
        ScriptedDns good = server(Reply.of("a.test. 60 A 192.0.2.1"));

        DnsAnswer answer = ask(A, SHORT, bad, good);

        assertThat(answer.addresses())
                .extracting(record -> record.address().getHostAddress())
                .containsExactly("192.0.2.1");
        assertThat(bad.queries).isNotEmpty();
        assertThat(good.queries).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failsIfNoServerIsLeft(String fault) {
        ScriptedDns server = server(FAULTS.get(fault));

        assertThatExceptionOfType(DnsFailure.class)
                .isThrownBy(() -> ask(A, SHORT, server))
                .withMessageStartingWith(
                        "A a.test. asked of 127.0.0.1:" + server.address().getPort() + ": ")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotEndWith("null"));
    }

    @Test
    void movesOnWhenAServerIsDead() {
        ScriptedDns dead = server(Reply.silence());
        dead.close();

        assertThat(ask(A, SHORT, dead, server(Reply.of("a.test. 60 A 192.0.2.1")))
                        .addresses())
                .hasSize(1);
    }

    @Test
    void asksTheServersInTheirOrder() {
        ScriptedDns first = server(Reply.of("a.test. 60 A 192.0.2.1"));
        ScriptedDns second = server(Reply.of("a.test. 60 A 192.0.2.2"));

        ask(A, first, second);

        assertThat(first.queries).hasSize(1);
        assertThat(second.queries).isEmpty();
    }

    @Test
    void makesAsManyRoundsAsConfigured() {
        ScriptedDns one = server(Reply.code(Rcode.SERVFAIL));
        ScriptedDns other = server(Reply.code(Rcode.SERVFAIL));

        assertThatExceptionOfType(DnsFailure.class)
                .isThrownBy(() ->
                        ask(A, new Nameservers(List.of(one.address(), other.address()), List.of(), 1, PATIENT, 3)))
                .withMessageContaining("the server says SERVFAIL");
        assertThat(one.queries).hasSize(3);
        assertThat(other.queries).hasSize(3);
    }

    @Test
    void saysTheSameOfSilenceWhicheverClockStopsIt() {
        DnsjavaResolver silent = new DnsjavaResolver(new SilentSockets(), () -> {}, System::nanoTime);
        Nameservers one = new Nameservers(List.of(new InetSocketAddress("192.0.2.53", 53)), List.of(), 1, SHORT, 1);

        assertThatExceptionOfType(DnsFailure.class)
                .isThrownBy(() -> silent.ask(A, one).await().indefinitely())
                .withMessageEndingWith("192.0.2.53:53: no answer within PT0.3S");
    }

    @Test
    void waitsNoLongerThanTheTimeOutForEachServer() {
        Instant start = Instant.now();

        assertThatExceptionOfType(DnsFailure.class)
                .isThrownBy(() -> ask(A, SHORT, server(Reply.silence()), server(Reply.silence())))
                .withMessageEndingWith("no answer within PT0.3S");

        assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofMillis(600), Duration.ofSeconds(20));
    }

    private static ScriptedDns.Script wrongQuestion(String record) {
        return query -> Reply.to(query)
                .question(record)
                .answer("a.test. 60 A 192.0.2.66")
                .bytes();
    }
}
