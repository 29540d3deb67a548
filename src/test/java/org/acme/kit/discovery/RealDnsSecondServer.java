package org.acme.kit.discovery;

import static org.acme.kit.discovery.RealDnsServer.KNOT;
import static org.acme.kit.discovery.RealDnsServer.NAMED;
import static org.acme.kit.discovery.RealDnsTable.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** A second server, which is there for when the first one is not. */
interface RealDnsSecondServer {

    @RealDnsChangeable
    default void usesTheSecondServerWhileTheFirstHangs(RealDnsServer first) {
        row("first stopped, second asked", first, () -> usesTheSecond(first, RealDnsOutage.HANGS));
    }

    @RealDnsChangeable
    default void usesTheSecondServerWhileTheFirstIsDead(RealDnsServer first) {
        row("first killed, second asked", first, () -> usesTheSecond(first, RealDnsOutage.DIES));
    }

    private static String usesTheSecond(RealDnsServer first, RealDnsOutage outage) {
        RealDnsServer second = first == NAMED ? KNOT : NAMED;
        try (RealDnsService service = RealDnsService.of(RealDnsOutages.EACH_SECOND, first, second)) {
            List<DnsInstance> before = service.instances();
            assertThat(before).as("what both servers name is there once").hasSize(4);
            outage.during(first, () -> {
                Duration known = service.snapshot().answeredAt();
                Await.until("answers by the second server", () -> {
                    assertThat(service.snapshot().error()).isNull();
                    Duration latest = service.snapshot().answeredAt();
                    return latest.minus(known).compareTo(Duration.ofSeconds(3)) > 0;
                });
                assertThat(service.instances()).containsExactlyInAnyOrderElementsOf(before);
            });
        }
        return second.folder() + " answers";
    }
}
