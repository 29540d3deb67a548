package org.acme.kit.discovery;

import java.util.ArrayList;
import java.util.List;

/** Cuts one protocol to one server for the time of a proof. */
enum RealDnsFirewall {
    /** Packets vanish. */
    DROP("DROP"),
    /** Connections are refused and reset. */
    RESET("REJECT", "--reject-with", "tcp-reset");

    private final List<String> verdict;

    RealDnsFirewall(String... verdict) {
        this.verdict = List.of(verdict);
    }

    void whileCut(RealDnsServer server, String protocol, Runnable proof) {
        change("-I", server, protocol);
        try {
            proof.run();
        } finally {
            change("-D", server, protocol);
        }
    }

    private void change(String change, RealDnsServer server, String protocol) {
        List<String> command = new ArrayList<>(List.of("iptables", "-w", change, "INPUT", "-i", "lo", "-p", protocol));
        command.addAll(List.of("--dport", String.valueOf(server.port()), "-j"));
        command.addAll(verdict);
        RealDnsLab.run(command.toArray(String[]::new));
    }
}
