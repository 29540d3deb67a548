package org.acme.kit.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Arrays;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsjavaReplyTest extends DnsjavaFixture {

    private static final String SOA = "test. %d SOA ns.test. hostmaster.test. 1 60 30 3600 %d";
    private static final byte[] MARKED_TTL = {0x0a, 0x0b, 0x0c, 0x0d};

    @ParameterizedTest
    @CsvSource({"60, 7, 7", "7, 60, 7", "0, 60, 0"})
    void believesThatThereIsNothingForTheTimeOfTheSoa(int timeToLive, int minimum, int believed) {
        ScriptedDns server = server(query ->
                Reply.to(query).authority(SOA.formatted(timeToLive, minimum)).bytes());

        assertNothing(ask(A, server), believed);
    }

    @ParameterizedTest
    @CsvSource({"60, 7, 7", "7, 60, 7"})
    void believesThatThereIsNoSuchNameForTheTimeOfTheSoa(int timeToLive, int minimum, int believed) {
        ScriptedDns server = server(query -> Reply.to(query)
                .noSuchName()
                .authority(SOA.formatted(timeToLive, minimum))
                .bytes());

        assertNothing(ask(A, server), believed);
    }

    @Test
    void doesNotBelieveNothingForLongWithoutASoa() {
        assertNothing(ask(A, server(Reply.of())), 0);
        assertNothing(ask(A, server(query -> Reply.to(query).noSuchName().bytes())), 0);
    }

    @Test
    void believesNothingBehindAnAliasNoLongerThanTheAlias() {
        ScriptedDns server = server(query -> Reply.to(query)
                .answer("a.test. 5 CNAME b.test.")
                .authority(SOA.formatted(60, 60))
                .bytes());

        assertNothing(ask(A, server), 5);
        assertThat(server.queries).hasSize(1);
    }

    @Test
    void asksNoFurtherWhenTheEndOfAnAliasDoesNotExist() {
        ScriptedDns server = server(query ->
                Reply.to(query).noSuchName().answer("a.test. 5 CNAME b.test.").bytes());

        assertNothing(ask(A, server), 0);
        assertThat(server.queries).hasSize(1);
    }

    @Test
    void believesAServerThatNamesItsColleaguesWithTheSoa() {
        ScriptedDns server = server(query -> Reply.to(query)
                .authority(SOA.formatted(60, 60), "test. 60 NS ns.test.")
                .bytes());

        assertNothing(ask(A, server), 60);
    }

    @Test
    void refusesAReferral() {
        ScriptedDns server = server(
                query -> Reply.to(query).authority("test. 60 NS ns.test.").bytes());

        assertThatExceptionOfType(DnsFailure.class)
                .isThrownBy(() -> ask(A, server))
                .withMessageContaining("refers to others");
    }

    @Test
    void takesATimeToLiveWithTheTopBitSetForZero() {
        assertThat(ask(A, server(topBitSet("a.test. 168496141 A 192.0.2.1"))).timeToLive())
                .isZero();
        assertThat(ask(A, server(topBitSet("a.test. 168496141 CNAME b.test.", "b.test. 60 A 192.0.2.1")))
                        .timeToLive())
                .isZero();
        assertThat(ask(A, server(topBitSet("a.test. 168496141 A 192.0.2.1")))
                        .addresses()
                        .get(0)
                        .timeToLive())
                .isZero();
    }

    @Test
    void takesAMinimumWithTheTopBitSetForZero() {
        ScriptedDns server = server(query -> topBitSet(
                Reply.to(query).authority(SOA.formatted(60, 168_496_141)).bytes()));

        assertNothing(ask(A, server), 0);
    }

    @Test
    void takesTheLongestTimeToLiveThereIs() {
        assertThat(ask(A, server(Reply.of("a.test. 2147483647 A 192.0.2.1"))).timeToLive())
                .isEqualTo(Duration.ofSeconds(Integer.MAX_VALUE));
    }

    @Test
    void takesATimeToLiveOfZero() {
        assertThat(ask(A, server(Reply.of("a.test. 0 A 192.0.2.1"))).timeToLive())
                .isZero();
    }

    private static void assertNothing(DnsAnswer answer, int believed) {
        assertThat(answer.addresses()).isEmpty();
        assertThat(answer.services()).isEmpty();
        assertThat(answer.timeToLive()).isEqualTo(Duration.ofSeconds(believed));
    }

    /** Master files have no such TTL: 168496141 is 0x0a0b0c0d, which becomes 0x8a0b0c0d. */
    private static ScriptedDns.Script topBitSet(String... records) {
        return query -> topBitSet(Reply.to(query).answer(records).bytes());
    }

    private static byte[] topBitSet(byte[] reply) {
        for (int i = 0; i + 4 <= reply.length; i++) {
            if (Arrays.equals(reply, i, i + 4, MARKED_TTL, 0, 4)) {
                reply[i] |= (byte) 0x80;
            }
        }
        return reply;
    }
}
