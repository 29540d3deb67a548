package org.acme.kit.discovery;

import static org.acme.kit.discovery.RealDnsTable.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Instances of the strings service that come and go while it is discovered (RFC 2136). */
interface RealDnsLive {

    /** The TTL of the records is 5 s. */
    Duration TIME_TO_LIVE_AND_A_SECOND = Duration.ofSeconds(6);

    /** A cache counts in whole seconds, and what it calls one second may be nearly over. */
    Duration WITH_A_CACHE_BETWEEN = TIME_TO_LIVE_AND_A_SECOND.plusSeconds(1);

    /** UNBOUND has the records from NAMED; the floor is short so that it is not what the time is spent on. */
    @ParameterizedTest
    @EnumSource(names = {"NAMED", "KNOT", "UNBOUND"})
    default void followsWhatIsAddedAndRemoved(RealDnsServer server) {
        boolean cache = server == RealDnsServer.UNBOUND;
        RealDnsServer authority = cache ? RealDnsServer.NAMED : server;
        Duration bound = cache ? WITH_A_CACHE_BETWEEN : TIME_TO_LIVE_AND_A_SECOND;
        row("nsupdate adds, removes", server, () -> {
            try (RealDnsService service = RealDnsService.of(Map.of("min-ttl", "500ms"), server)) {
                List<DnsInstance> before = service.instances();
                assertThat(before).hasSize(4);
                RealDnsLab.update(authority, "nsup-add.txt");
                Duration came = awaitInstances(service, 5, bound);
                assertThat(service.instances()).containsAll(before).anySatisfy(added -> {
                    assertThat(added.socketAddress()).isEqualTo("127.0.0.15:8085");
                    assertThat(added.priority()).isEqualTo(10);
                    assertThat(added.weight()).isEqualTo(50);
                });
                RealDnsLab.update(authority, "nsup-del.txt");
                Duration went = awaitInstances(service, 4, bound);
                assertThat(service.instances()).containsExactlyInAnyOrderElementsOf(before);
                return "+%.1f s, -%.1f s".formatted(came.toMillis() / 1000.0, went.toMillis() / 1000.0);
            } finally {
                RealDnsLab.update(authority, "nsup-del.txt");
            }
        });
    }

    private static Duration awaitInstances(RealDnsService service, int number, Duration bound) {
        return Await.until(
                bound, number + " instances", () -> service.instances().size() == number);
    }

    /** BIND answers in another order each time. */
    @RealDnsChangeable
    default void logsNothingWhileNothingChanges(RealDnsServer server) {
        row("refreshes without a change", server, () -> {
            try (RealDnsLog log = new RealDnsLog();
                    RealDnsService service = RealDnsService.of(RealDnsOutages.EACH_SECOND, server)) {
                service.instances();
                assertThat(log.lines()).hasSize(1);
                service.awaitRefreshes(4);
                assertThat(log.lines()).as("lines after the first").hasSize(1);
                return "no line";
            }
        });
    }
}
