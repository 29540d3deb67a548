package org.acme.kit.dev;

import java.util.List;
import java.util.stream.IntStream;

/** The state of the switches of the laboratory, as the page gets it. Delays are in milliseconds. */
record LaboratoryState(List<Peer> peers, Dns dns, Load.Report load) {

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

    static LaboratoryState of(DevNetwork network, Load load) {
        List<Peer> peers = network.peers().stream()
                .map(peer -> new Peer(peer.name(), copies(network.copiesOf(peer.name()))))
                .toList();
        EmbeddedDns server = network.dns();
        return new LaboratoryState(
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
}
