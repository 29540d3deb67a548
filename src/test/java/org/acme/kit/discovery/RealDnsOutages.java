package org.acme.kit.discovery;

import static org.acme.kit.discovery.RealDnsTable.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.acme.kit.error.Unavailable;

/** A server that goes away and comes back. */
interface RealDnsOutages {

    Map<String, String> EACH_SECOND = Map.of("min-ttl", "1s", "max-ttl", "1s");

    @RealDnsChangeable
    default void keepsTheLastAnswerWhileAServerHangs(RealDnsServer server) {
        row("server stopped, continued", server, () -> {
            keepsTheLastAnswer(server, RealDnsOutage.HANGS);
            return "kept, comes back";
        });
    }

    @RealDnsChangeable
    default void keepsTheLastAnswerWhileAServerIsDead(RealDnsServer server) {
        row("server killed, restarted", server, () -> {
            keepsTheLastAnswer(server, RealDnsOutage.DIES);
            return "kept, comes back";
        });
    }

    private static void keepsTheLastAnswer(RealDnsServer server, RealDnsOutage outage) {
        try (RealDnsService service = RealDnsService.of(EACH_SECOND, server)) {
            List<DnsInstance> before = service.instances();
            assertThat(before).hasSize(4);
            outage.during(server, () -> {
                Await.until("two failures", () -> service.snapshot().failures() >= 2);
                assertThat(Await.timed(service::instances)).isLessThan(Duration.ofSeconds(1));
                assertThat(service.instances()).containsExactlyInAnyOrderElementsOf(before);
                assertThat(service.snapshot().error()).matches(outage.error(server));
            });
            Await.until("no failure", () -> service.snapshot().failures() == 0);
            assertThat(service.instances()).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    @RealDnsChangeable
    default void findsTheInstancesOfAServerThatHangsAtTheStart(RealDnsServer server) {
        row("server stopped at the start", server, () -> {
            findsTheInstancesLater(server, RealDnsOutage.HANGS);
            return "503, comes";
        });
    }

    @RealDnsChangeable
    default void findsTheInstancesOfAServerThatIsDeadAtTheStart(RealDnsServer server) {
        row("server dead at the start", server, () -> {
            findsTheInstancesLater(server, RealDnsOutage.DIES);
            return "503, comes";
        });
    }

    private static void findsTheInstancesLater(RealDnsServer server, RealDnsOutage outage) {
        try (RealDnsService service = RealDnsService.of(EACH_SECOND, server)) {
            outage.during(
                    server,
                    () -> assertThatThrownBy(service::instances)
                            .isInstanceOf(Unavailable.class)
                            .hasMessageMatching("No instance of 'lab': " + outage.error(server)
                                    + "; check the records of _http._tcp.strings.test and quarkus.stork.lab.*"));
            Await.until("4 instances", () -> service.snapshot().instances().size() == 4);
        }
    }
}
