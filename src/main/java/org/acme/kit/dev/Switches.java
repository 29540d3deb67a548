package org.acme.kit.dev;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The state of the switches of the laboratory, as the page gets it, and the changes that it sends. Delays are in milliseconds. */
record Switches(List<Peer> peers, Dns dns, Load.Report load) {

    private static final long MAX_DELAY_MS = 60_000;

    /** One peer and those of its copies that DNS has. */
    record Peer(String name, List<Copy> copies) {}

    /** One copy. */
    record Copy(int copy, String address, Symptom symptom, long delayMs, int priority, int weight) {

        private static Copy of(int number, PeerCopy copy) {
            return new Copy(
                    number,
                    copy.address(),
                    copy.symptom(),
                    copy.delay().toMillis(),
                    copy.rank().priority(),
                    copy.rank().weight());
        }
    }

    /** The DNS server. */
    record Dns(String address, DnsSymptom symptom, long delayMs) {}

    static Switches of(DevNetwork network, Load load) {
        List<Peer> peers = network.peers().stream()
                .map(peer -> new Peer(peer.name(), copies(network.copiesOf(peer.name()))))
                .toList();
        EmbeddedDns server = network.dns();
        return new Switches(
                peers,
                new Dns(network.servers(), server.symptom(), server.delay().toMillis()),
                load.report());
    }

    private static List<Copy> copies(List<PeerCopy> all) {
        return IntStream.range(0, all.size())
                .filter(number -> all.get(number).rank().inDns())
                .mapToObj(number -> Copy.of(number, all.get(number)))
                .toList();
    }

    /** The new state of one copy of a peer. */
    record CopyChange(String peer, int copy, Symptom symptom, long delayMs, int priority, int weight) {

        CopyChange {
            Objects.requireNonNull(symptom, "symptom is missing");
        }

        void apply(DevNetwork network) {
            network.ranks(peer, copy, priority, weight);
            network.answersAfter(peer, copy, delay(delayMs));
            network.has(peer, copy, symptom);
        }
    }

    /** A request for another copy of a peer. */
    record Addition(String peer) {}

    /** A request to remove a copy. */
    record Removal(String peer, int copy) {}

    /** The new state of the DNS server. */
    record DnsChange(DnsSymptom symptom, long delayMs) {

        DnsChange {
            Objects.requireNonNull(symptom, "symptom is missing");
        }

        void apply(DevNetwork network) {
            network.dnsAnswersAfter(delay(delayMs));
            network.dnsHas(symptom);
        }
    }

    /** A request to restore the start, an empty document. */
    record Reset() {}

    private static Duration delay(long millis) {
        if (millis < 0 || millis > MAX_DELAY_MS) {
            throw new IllegalArgumentException("A delay of " + millis + " ms must be from 0 to " + MAX_DELAY_MS);
        }
        return Duration.ofMillis(millis);
    }
}
