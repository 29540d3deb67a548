package org.acme.kit.discovery;

import static org.acme.kit.discovery.RealDnsLookups.ask;
import static org.acme.kit.discovery.RealDnsLookups.find;
import static org.acme.kit.discovery.RealDnsTable.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long answers may be believed. */
interface RealDnsTimes {

    /** An authority always says what the zone says; a cache has kept it for a while already. */
    static void assertTimeToLive(RealDnsServer server, Duration timeToLive, int zone) {
        if (server == RealDnsServer.UNBOUND) {
            assertThat(timeToLive).isBetween(Duration.ofSeconds(Math.max(0, zone - 2)), Duration.ofSeconds(zone));
        } else {
            assertThat(timeToLive).isEqualTo(Duration.ofSeconds(zone));
        }
    }

    @RealDnsAuthorities
    default void readsATimeOfZero(RealDnsServer server) {
        row("TTL 0", server, () -> timesToLive(server, "_http._tcp.zerottl.test", 0));
    }

    @RealDnsAuthorities
    default void readsATimeOfASecond(RealDnsServer server) {
        row("TTL 1", server, () -> timesToLive(server, "_http._tcp.shortttl.test", 1));
    }

    @RealDnsAuthorities
    default void readsATimeOfAnHour(RealDnsServer server) {
        row("TTL 3600 (address: 5)", server, () -> timesToLive(server, "_http._tcp.longttl.test", 3600));
    }

    /** The answer has the time of its own records, what was found that of the address as well, which is 5 s. */
    private static String timesToLive(RealDnsServer server, String name, int seconds) {
        if (server == RealDnsServer.DNSMASQ) {
            assertThat(find(server, name).isNothing()).as("not in dnsmasq.conf").isTrue();
            return "has none";
        }
        Duration answered = ask(server, name).timeToLive();
        assertTimeToLive(server, answered, seconds);
        Duration found = find(server, name).timeToLive();
        assertTimeToLive(server, found, Math.min(seconds, 5));
        return "SRV %d, all %d".formatted(answered.toSeconds(), found.toSeconds());
    }

    @Test
    default void aCacheCountsTheTimeDown() {
        RealDnsServer cache = RealDnsServer.UNBOUND;
        row("TTL 3600 a second later", cache, () -> {
            Duration first = ask(cache, "_http._tcp.longttl.test").timeToLive();
            Await.until(
                    "less than " + first,
                    () -> ask(cache, "_http._tcp.longttl.test").timeToLive().compareTo(first) < 0);
            return "counts down";
        });
    }
}
