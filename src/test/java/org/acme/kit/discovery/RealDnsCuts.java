package org.acme.kit.discovery;

import static org.acme.kit.discovery.RealDnsFirewall.DROP;
import static org.acme.kit.discovery.RealDnsFirewall.RESET;
import static org.acme.kit.discovery.RealDnsLookups.failure;
import static org.acme.kit.discovery.RealDnsLookups.find;
import static org.acme.kit.discovery.RealDnsLookups.places;
import static org.acme.kit.discovery.RealDnsTable.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.junit.jupiter.api.Test;

/** Firewalls that let only UDP or only TCP through to a server. */
interface RealDnsCuts {

    String BIG = "_http._tcp.big.test";
    String STRINGS = "_http._tcp.strings.test";
    Map<String, String> HALF_A_SECOND = Map.of("timeout", "500ms");

    /** With dnsmasq the part that comes over UDP is 34 records long, with the others empty. */
    @RealDnsAuthorities
    default void failsRatherThanUseThePartThatCameOverUdp(RealDnsServer server) {
        row("TCP dropped, 60 targets", server, () -> {
            DROP.whileCut(server, "tcp", () -> failsAfterTwoTries(server, BIG));
            Await.until("60 targets over TCP again", () -> RealDnsLookups.answers(server, BIG));
            assertThat(places(find(server, BIG))).hasSize(60);
            return "fails, comes back";
        });
    }

    @RealDnsAuthorities
    default void failsWhenTcpIsRefused(RealDnsServer server) {
        row("TCP reset, 60 targets", server, () -> {
            RESET.whileCut(
                    server,
                    "tcp",
                    () -> assertThat(failure(() -> find(server, BIG, HALF_A_SECOND)))
                            .matches("SRV _http._tcp.big.test. asked of " + server.address()
                                    + ": Connection (refused: /" + server.address() + "|reset( by peer)?)"));
            assertThat(places(find(server, BIG))).hasSize(60);
            return "fails, comes back";
        });
    }

    @RealDnsAuthorities
    default void needsNoTcpForShortAnswers(RealDnsServer server) {
        row("TCP dropped, 4 targets", server, () -> {
            DROP.whileCut(
                    server,
                    "tcp",
                    () -> assertThat(places(find(server, STRINGS, HALF_A_SECOND)))
                            .containsExactlyInAnyOrderElementsOf(RealDnsAnswers.STRINGS));
            return "4 instances";
        });
    }

    /** UDP always comes first, and TCP only after an answer that says so (RFC 7766, section 5). */
    @RealDnsAuthorities
    default void failsWithoutUdp(RealDnsServer server) {
        row("UDP dropped", server, () -> {
            DROP.whileCut(server, "udp", () -> {
                failsAfterTwoTries(server, STRINGS);
                failsAfterTwoTries(server, BIG);
            });
            assertThat(places(find(server, STRINGS))).hasSize(4);
            return "fails, comes back";
        });
    }

    @Test
    default void asksTheNextServerWithoutTcp() {
        RealDnsServer first = RealDnsServer.DNSMASQ;
        RealDnsServer second = RealDnsServer.NSD;
        row("TCP dropped, next server asked", first, () -> {
            String both = first.address() + "," + second.address();
            DROP.whileCut(first, "tcp", () -> {
                Found found = find(first, BIG, Map.of("servers", both, "timeout", "500ms"));
                assertThat(places(found)).hasSize(60);
                assertThat(found.server()).isEqualTo(second.address());
            });
            return "60 from nsd";
        });
    }

    private static void failsAfterTwoTries(RealDnsServer server, String name) {
        Duration took = Await.timed(() -> assertThat(failure(() -> find(server, name, HALF_A_SECOND)))
                .isEqualTo("SRV " + name + ". asked of " + server.address() + ": no answer within PT0.5S"));
        assertThat(took).isBetween(Duration.ofMillis(1000), Duration.ofSeconds(30));
    }
}
