package org.acme.kit.discovery;

import static org.acme.kit.discovery.RealDnsLookups.failure;
import static org.acme.kit.discovery.RealDnsLookups.find;
import static org.acme.kit.discovery.RealDnsLookups.places;
import static org.acme.kit.discovery.RealDnsTable.row;
import static org.assertj.core.api.Assertions.assertThat;

import org.acme.kit.discovery.ServiceLookup.Found;

/** Aliases (CNAME), which each server handles in its own way. */
interface RealDnsAliases {

    /** Three aliases in a row; dnsmasq has one. */
    @RealDnsAuthorities
    default void followsAChainOfAliases(RealDnsServer server) {
        row("CNAME chain", server, () -> {
            Found found = find(server, "_http._tcp.alias1.test");
            assertThat(places(found)).containsExactlyInAnyOrderElementsOf(RealDnsAnswers.STRINGS);
            RealDnsTimes.assertTimeToLive(server, found.timeToLive(), 5);
            return "4 instances";
        });
    }

    /** Some give up themselves, some send both aliases without a word. */
    @RealDnsAuthorities
    default void refusesALoopOfAliases(RealDnsServer server) {
        row("CNAME loop", server, () -> switch (server) {
            case NAMED, UNBOUND, PDNS -> {
                assertThat(failure(() -> find(server, "_http._tcp.loopa.test")))
                        .isEqualTo("SRV _http._tcp.loopa.test. asked of " + server.address()
                                + ": the server says SERVFAIL");
                yield "SERVFAIL";
            }
            case KNOT, NSD -> {
                assertThat(failure(() -> find(server, "_http._tcp.loopa.test")))
                        .isEqualTo("SRV _http._tcp.loopa.test. asked of " + server.address()
                                + ": aliases go in a circle at _http._tcp.loopa.test.");
                yield "circle noticed";
            }
            case DNSMASQ -> {
                assertThat(find(server, "_http._tcp.loopa.test").isNothing())
                        .as("dnsmasq does not start with a loop, so has none")
                        .isTrue();
                yield "has none";
            }
            default -> throw new AssertionError(server);
        });
    }

    /** RFC 2782 forbids it, people do it. */
    @RealDnsAuthorities
    default void followsATargetThatIsAnAlias(RealDnsServer server) {
        row("CNAME as the target of SRV", server, () -> {
            Found found = find(server, "_http._tcp.cnametgt.test");
            if (server == RealDnsServer.DNSMASQ) {
                assertThat(found.isNothing()).as("not in dnsmasq.conf").isTrue();
                return "has none";
            }
            assertThat(places(found)).containsExactly("127.0.0.11:8081 0/0 cn.test.");
            return "1 instance";
        });
    }
}
