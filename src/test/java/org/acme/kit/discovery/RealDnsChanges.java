package org.acme.kit.discovery;

import static org.acme.kit.discovery.RealDnsLookups.find;
import static org.acme.kit.discovery.RealDnsLookups.places;
import static org.acme.kit.discovery.RealDnsTable.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.acme.kit.discovery.ServiceLookup.Found.DropReason;

/** Records of every kind that come and go under one name, while the service is discovered each second. */
interface RealDnsChanges {

    String NAME = "_http._tcp.live.test";
    String RECORD = "update add " + NAME + ". 1 SRV ";
    String REMOVE_ALL = "update delete " + NAME + ". SRV";
    // Less than the grace of an empty answer.
    Duration TIME_TO_LIVE_AND_A_SECOND = Duration.ofSeconds(2);
    Map<String, String> SOON = Map.of("name", NAME, "min-ttl", "1s", "max-ttl", "1s", "empty-grace", "3s");

    @RealDnsChangeable
    default void dropsBadRecordsAndKeepsTheGoodOnes(RealDnsServer server) {
        row("port 0 and dangling among good", server, () -> {
            RealDnsLab.updateLines(
                    server, RECORD + "1 1 8081 s1.test.", RECORD + "1 1 0 s2.test.", RECORD + "1 1 8083 missing.test.");
            try {
                Found found = find(server, NAME);
                assertThat(places(found)).containsExactly("127.0.0.11:8081 1/1 s1.test.");
                assertThat(found.dropped()).isEqualTo(Map.of(DropReason.PORT, 1, DropReason.TARGET, 1));
                return "1, dropped 2";
            } finally {
                RealDnsLab.updateLines(server, REMOVE_ALL);
            }
        });
    }

    @RealDnsChangeable
    default void takesANewPriorityAndWeightAtOnceForTheSameInstance(RealDnsServer server) {
        row("priority and weight change", server, () -> {
            whileDiscovered(server, service -> {
                long id = service.instances().get(0).id();
                RealDnsLab.updateLines(server, REMOVE_ALL, RECORD + "7 8 8081 s1.test.");
                Await.until("the new priority", () -> service.instances().get(0).priority() == 7);
                assertThat(service.instances()).singleElement().satisfies(same -> {
                    assertThat(same.id()).isEqualTo(id);
                    assertThat(same.weight()).isEqualTo(8);
                });
            });
            return "same instance";
        });
    }

    @RealDnsChangeable
    default void believesThatAServiceIsNotAvailableAtOnce(RealDnsServer server) {
        row("target \".\" comes, goes", server, () -> {
            whileDiscovered(server, service -> {
                RealDnsLab.updateLines(server, REMOVE_ALL, RECORD + "0 0 0 .");
                awaitInstances(service, 0, TIME_TO_LIVE_AND_A_SECOND);
                RealDnsLab.updateLines(server, REMOVE_ALL, RECORD + "1 1 8081 s1.test.");
                awaitInstances(service, 1, Await.PATIENCE);
            });
            return "believed at once";
        });
    }

    @RealDnsChangeable
    default void doubtsAnEmptyAnswerForItsGrace(RealDnsServer server) {
        row("all records removed", server, () -> {
            whileDiscovered(server, service -> {
                RealDnsLab.updateLines(server, REMOVE_ALL);
                Await.until("the empty answer", () -> service.snapshot().emptySince() != null);
                assertThat(service.instances()).hasSize(1);
                Duration doubted = awaitInstances(service, 0, Await.PATIENCE);
                assertThat(doubted).isGreaterThan(Duration.ofMillis(2900));
            });
            return "believed after 3 s";
        });
    }

    private static Duration awaitInstances(RealDnsService service, int number, Duration bound) {
        return Await.until(
                bound,
                number + " instances",
                () -> service.snapshot().instances().size() == number);
    }

    /** Discovers one instance, {@code 127.0.0.11:8081}. */
    private static void whileDiscovered(RealDnsServer server, Consumer<RealDnsService> proof) {
        RealDnsLab.updateLines(server, RECORD + "1 1 8081 s1.test.");
        try (RealDnsService service = RealDnsService.of(SOON, server)) {
            assertThat(service.instances()).hasSize(1);
            proof.accept(service);
        } finally {
            RealDnsLab.updateLines(server, REMOVE_ALL);
        }
    }
}
