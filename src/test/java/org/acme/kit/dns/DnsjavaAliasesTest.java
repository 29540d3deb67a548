package org.acme.kit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsAnswer.AddressRecord;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

class DnsjavaAliasesTest extends DnsjavaFixture {

    @Test
    void followsAChainWithinAReply() {
        ScriptedDns server =
                server(Reply.of("b.test. 20 CNAME c.test.", "A.test. 40 CNAME B.test.", "c.test. 60 A 192.0.2.1"));

        DnsAnswer answer = ask(A, server);

        assertThat(answer.addresses()).extracting(AddressRecord::owner).containsExactly("c.test.");
        assertThat(answer.timeToLive()).isEqualTo(Duration.ofSeconds(20));
        assertThat(server.queries).hasSize(1);
    }

    @Test
    void followsAChainAcrossReplies() {
        ScriptedDns server = server(query -> switch (asked(query)) {
            case "a.test." -> Reply.to(query).answer("a.test. 40 CNAME b.test.").bytes();
            case "b.test." -> Reply.to(query).answer("b.test. 60 CNAME c.test.").bytes();
            default -> Reply.to(query).answer("c.test. 60 A 192.0.2.1").bytes();
        });

        DnsAnswer answer = ask(A, server);

        assertThat(answer.addresses()).hasSize(1);
        assertThat(answer.timeToLive()).isEqualTo(Duration.ofSeconds(40));
        assertThat(server.queries).hasSize(3);
    }

    @Test
    void takesNoRecordOfAnotherName() {
        ScriptedDns server = server(query -> Reply.to(query)
                .answer("a.test. 60 CNAME b.test.", "evil.test. 60 A 192.0.2.66", "b.test. 60 A 192.0.2.1")
                .bytes());

        assertThat(ask(A, server).addresses())
                .extracting(record -> record.address().getHostAddress())
                .containsExactly("192.0.2.1");
    }

    @Test
    void takesNoRecordOfAnotherClass() {
        assertThat(ask(A, server(Reply.of("a.test. 60 CH A 192.0.2.66"))).addresses())
                .isEmpty();
    }

    @Test
    void refusesALoopWithinAReply() {
        assertRefused("circle", Reply.of("a.test. 60 CNAME b.test.", "b.test. 60 CNAME a.test."));
    }

    @Test
    void refusesALoopAcrossReplies() {
        assertRefused(
                "circle",
                query -> asked(query).equals("a.test.")
                        ? Reply.to(query).answer("a.test. 60 CNAME b.test.").bytes()
                        : Reply.to(query).answer("b.test. 60 CNAME A.test.").bytes());
    }

    @Test
    void refusesAnAliasOfItself() {
        assertRefused("circle", Reply.of("a.test. 60 CNAME a.test."));
    }

    @Test
    void followsSixteenAliases() {
        assertThat(ask(A, server(chain(16))).addresses()).hasSize(1);
    }

    @Test
    void refusesMoreThanSixteenAliases() {
        assertRefused("more than 16 aliases", chain(17));
    }

    @Test
    void refusesAnAliasThatEndsInAReferral() {
        assertRefused(
                "refers to others",
                query -> asked(query).equals("a.test.")
                        ? Reply.to(query).answer("a.test. 60 CNAME b.example.").bytes()
                        : Reply.to(query)
                                .authority("example. 60 NS ns.example.")
                                .bytes());
    }

    private void assertRefused(String reason, ScriptedDns.Script script) {
        ScriptedDns server = server(script);
        assertThatExceptionOfType(DnsFailure.class)
                .isThrownBy(() -> ask(A, server))
                .withMessageContaining(reason);
    }

    private static ScriptedDns.Script chain(int aliases) {
        return query -> {
            Reply reply = Reply.to(query).answer("a" + aliases + ".test. 60 A 192.0.2.1");
            for (int i = 0; i < aliases; i++) {
                reply.answer((i == 0 ? "a" : "a" + i) + ".test. 60 CNAME a" + (i + 1) + ".test.");
            }
            return reply.bytes();
        };
    }

    private static String asked(ScriptedDns.Query query) throws IOException {
        Name name = new Message(query.bytes()).getQuestion().getName();
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
