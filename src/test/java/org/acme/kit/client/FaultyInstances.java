package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.acme.kit.balancing.InstanceReport;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.discovery.Await;
import org.acme.kit.stork.Balancers;

/** The instances of {@link FaultyPeers} as the balancer knows them, before, during and after a test. */
final class FaultyInstances {

    private FaultyInstances() {}

    /** Has each instance answer once, and forgets these requests. */
    static void know(FaultyPeer peer) {
        FaultyPeers.allHave(Symptom.NONE);
        assertThat(Stream.generate(peer::plain).limit(3)).hasSize(3);
        FaultyPeers.REQUESTS.clear();
    }

    /** Waits until each instance has answered again, and nothing is in flight. */
    static void heal(FaultyPeer peer, Balancers balancers) {
        FaultyPeers.allHave(Symptom.NONE);
        Await.until("all available", () -> {
            try {
                peer.plain();
            } catch (RuntimeException stillSick) {
                return false;
            }
            return isWell(balancers);
        });
        assertThat(report(balancers)).extracting(InstanceReport::inFlight).containsOnly(0);
    }

    private static boolean isWell(Balancers balancers) {
        return report(balancers).stream().allMatch(instance -> instance.state().equals("available"));
    }

    static List<InstanceReport> report(Balancers balancers) {
        return balancers.of("faulty").orElseThrow().report();
    }

    static long sumOf(ToLongFunction<InstanceReport> what, Balancers balancers) {
        return report(balancers).stream().mapToLong(what).sum();
    }
}
