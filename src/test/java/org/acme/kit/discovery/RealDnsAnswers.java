package org.acme.kit.discovery;

import static org.acme.kit.discovery.RealDnsLookups.find;
import static org.acme.kit.discovery.RealDnsLookups.places;
import static org.acme.kit.discovery.RealDnsTable.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.acme.kit.discovery.ServiceLookup.Found;

/** Answers that bring instances. */
interface RealDnsAnswers {

    List<String> STRINGS = List.of(
            "127.0.0.11:8081 10/60 s1.test.",
            "127.0.0.12:8082 10/30 s2.test.",
            "127.0.0.13:8083 10/10 s3.test.",
            "127.0.0.14:8084 20/0 backup.test.");

    @RealDnsAuthorities
    default void readsPrioritiesAndWeights(RealDnsServer server) {
        row("priorities and weights", server, () -> {
            Found found = find(server, "_http._tcp.strings.test");
            assertThat(places(found)).containsExactlyInAnyOrderElementsOf(STRINGS);
            assertThat(found.dropped()).isEmpty();
            assertThat(found.server()).isEqualTo(server.address());
            RealDnsTimes.assertTimeToLive(server, found.timeToLive(), 5);
            return places(found).size() + " instances";
        });
    }

    /** 60 records do not fit into 1232 octets: the servers cut them to none (dnsmasq to 34) and say so. */
    @RealDnsAuthorities
    default void takesAllOfAnAnswerThatWasCutShort(RealDnsServer server) {
        row("60 targets, cut short over UDP", server, () -> {
            Found found = find(server, "_http._tcp.big.test");
            assertThat(places(found))
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 60)
                            .mapToObj(i -> "127.0.1.%d:%d %d/%d big%02d.pool.test."
                                    .formatted(i, 9000 + i, i % 3 * 10, i % 7, i))
                            .toList());
            assertThat(found.dropped()).isEmpty();
            return places(found).size() + " over TCP";
        });
    }

    @RealDnsAuthorities
    default void findsServicesBehindAWildcard(RealDnsServer server) {
        row("wildcard SRV", server, () -> {
            Found found = find(server, "x.wild.test");
            if (server == RealDnsServer.DNSMASQ) {
                assertThat(found.isNothing()).as("dnsmasq has no wildcard SRV").isTrue();
                return "has none";
            }
            assertThat(places(found)).containsExactly("127.0.0.11:8099 5/5 s1.test.");
            return "1 instance";
        });
    }

    @RealDnsAuthorities
    default void findsAddressesBehindAWildcard(RealDnsServer server) {
        row("wildcard A", server, () -> {
            Found found = find(server, "y.wild.test", Map.of("record", "a", "port", "8080"));
            assertThat(places(found)).containsExactly("127.0.0.99:8080 0/1 y.wild.test.");
            return "1 instance";
        });
    }

    @RealDnsAuthorities
    default void findsIpv6Addresses(RealDnsServer server) {
        row("AAAA", server, () -> {
            Found found = find(server, "s1.test", Map.of("record", "aaaa", "port", "8080"));
            assertThat(places(found)).containsExactly("[::1]:8080 0/1 s1.test.");
            return "1 instance";
        });
    }

    @RealDnsAuthorities
    default void takesAddressesWhereThereAreNoServices(RealDnsServer server) {
        row("auto: no SRV, then A", server, () -> {
            Found found = find(server, "s2.test", Map.of("record", "auto", "port", "8080"));
            assertThat(places(found)).containsExactly("127.0.0.12:8080 0/1 s2.test.");
            return "1 instance";
        });
    }

    @RealDnsChangeable
    default void asksOverIpv6(RealDnsServer server) {
        row("server at ::1", server, () -> {
            String ipv6 = "[::1]:" + server.port();
            Found found = find(server, "_http._tcp.strings.test", Map.of("servers", ipv6));
            assertThat(places(found)).containsExactlyInAnyOrderElementsOf(STRINGS);
            assertThat(found.server()).isEqualTo(ipv6);
            assertThat(places(find(server, "_http._tcp.big.test", Map.of("servers", ipv6))))
                    .as("over TCP as well")
                    .hasSize(60);
            return "4 and 60";
        });
    }
}
