package org.acme.kit.discovery;

import static org.acme.kit.discovery.RealDnsLookups.failure;
import static org.acme.kit.discovery.RealDnsLookups.find;
import static org.acme.kit.discovery.RealDnsLookups.places;
import static org.acme.kit.discovery.RealDnsServer.DNSDIST;
import static org.acme.kit.discovery.RealDnsServer.KNOT;
import static org.acme.kit.discovery.RealDnsServer.NAMED;
import static org.acme.kit.discovery.RealDnsTable.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that refuse, lag or cut; dnsdist does so by the name that is asked for. */
interface RealDnsFaults {

    Map<String, String> IMPATIENT = Map.of("timeout", "300ms");

    @ParameterizedTest
    @ValueSource(strings = {"servfail", "refused", "formerr"})
    default void saysWhatTheServerSaid(String code) {
        row(code, DNSDIST, () -> {
            String name = "_http._tcp." + code + ".test";
            String said = code.toUpperCase(Locale.ROOT);
            assertThat(failure(() -> find(DNSDIST, name)))
                    .isEqualTo("SRV " + name + ". asked of 127.0.0.1:5307: the server says " + said);
            return said;
        });
    }

    @Test
    default void givesUpOnAServerThatDropsQuestions() {
        row("drop", DNSDIST, () -> {
            Duration took =
                    Await.timed(() -> assertThat(failure(() -> find(DNSDIST, "_http._tcp.drop.test", IMPATIENT)))
                            .isEqualTo("SRV _http._tcp.drop.test. asked of 127.0.0.1:5307: no answer within PT0.3S"));
            assertThat(took).as("two tries").isBetween(Duration.ofMillis(600), Duration.ofSeconds(30));
            return "fails, 2 tries";
        });
    }

    /** The next server does not know the name, and says so: an answer. */
    @ParameterizedTest
    @ValueSource(strings = {"drop", "servfail", "refused", "formerr"})
    default void asksTheNextServer(String fault) {
        row(fault + ", next server asked", DNSDIST, () -> {
            Found found = find(
                    DNSDIST,
                    "_http._tcp." + fault + ".test",
                    Map.of("servers", DNSDIST.address() + "," + KNOT.address(), "timeout", "300ms"));
            assertThat(found.server()).isEqualTo(KNOT.address());
            assertThat(found.isNothing()).isTrue();
            return "knot answers";
        });
    }

    @Test
    default void asksOverTcpWhenAnAnswerIsCut() {
        row("forced TC", DNSDIST, () -> {
            RealDnsLab.updateLines(NAMED, "update add _http._tcp.tc.test. 5 SRV 1 2 8081 s1.test.");
            try {
                assertThat(places(find(DNSDIST, "_http._tcp.tc.test"))).containsExactly("127.0.0.11:8081 1/2 s1.test.");
            } finally {
                RealDnsLab.updateLines(NAMED, "update delete _http._tcp.tc.test. SRV");
            }
            return "1 over TCP";
        });
    }

    @Test
    default void waitsForASlowServerWithinItsTime() {
        row("700 ms late, time-out 2 s", DNSDIST, () -> {
            Duration took = Await.timed(() -> assertThat(places(find(DNSDIST, "_http._tcp.shortttl.test")))
                    .containsExactly("127.0.0.11:8081 0/0 s1.test."));
            // A second try would end after the time-out and the delay.
            assertThat(took).isBetween(Duration.ofMillis(700), Duration.ofMillis(2700));
            return "1 instance";
        });
    }

    @Test
    default void givesUpOnASlowServerAfterItsTime() {
        row("700 ms late, time-out 300 ms", DNSDIST, () -> {
            assertThat(failure(() -> find(DNSDIST, "_http._tcp.shortttl.test", IMPATIENT)))
                    .isEqualTo("SRV _http._tcp.shortttl.test. asked of 127.0.0.1:5307: no answer within PT0.3S");
            return "fails";
        });
    }
}
