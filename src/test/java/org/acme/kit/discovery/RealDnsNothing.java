package org.acme.kit.discovery;

import static org.acme.kit.discovery.RealDnsLookups.find;
import static org.acme.kit.discovery.RealDnsTable.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.acme.kit.discovery.ServiceLookup.Found.DropReason;

/** Answers that bring no instance, each for another reason. */
interface RealDnsNothing {

    @RealDnsAuthorities
    default void believesThatAServiceIsNotAvailable(RealDnsServer server) {
        row("target \".\"", server, () -> {
            Found found = find(server, "_http._tcp.none.test");
            assertThat(found.notAvailable()).isTrue();
            assertThat(found.nodes()).isEmpty();
            assertThat(found.dropped()).isEmpty();
            return "not available";
        });
    }

    @RealDnsAuthorities
    default void dropsARecordWhoseTargetDoesNotExist(RealDnsServer server) {
        row("dangling target", server, () -> {
            Found found = find(server, "_http._tcp.dangling.test");
            assertThat(found.nodes()).isEmpty();
            assertThat(found.notAvailable()).isFalse();
            if (server == RealDnsServer.DNSMASQ) {
                assertThat(found.dropped()).as("not in dnsmasq.conf").isEmpty();
                return "has none";
            }
            assertThat(found.dropped()).isEqualTo(Map.of(DropReason.TARGET, 1));
            RealDnsTimes.assertTimeToLive(server, found.timeToLive(), 2);
            return "dropped TARGET=1";
        });
    }

    @RealDnsAuthorities
    default void findsNothingUnderANameWithOtherRecords(RealDnsServer server) {
        row("NODATA", server, () -> {
            String name = server == RealDnsServer.DNSMASQ ? "s1.test" : "_http._tcp.nodata.test";
            return nothing(server, find(server, name));
        });
    }

    @RealDnsAuthorities
    default void findsNothingUnderANameThatDoesNotExist(RealDnsServer server) {
        row("NXDOMAIN", server, () -> nothing(server, find(server, "_http._tcp.nope.test")));
    }

    /** The SOA record says how long (RFC 2308); dnsmasq sends none, so its answer is good for the moment only. */
    private static String nothing(RealDnsServer server, Found found) {
        assertThat(found.isNothing()).isTrue();
        int seconds = server == RealDnsServer.DNSMASQ ? 0 : 2;
        RealDnsTimes.assertTimeToLive(server, found.timeToLive(), seconds);
        return "nothing, TTL " + found.timeToLive().toSeconds();
    }
}
