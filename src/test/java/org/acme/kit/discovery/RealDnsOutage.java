package org.acme.kit.discovery;

import java.util.regex.Pattern;

/** How a server can be out. */
enum RealDnsOutage {
    /** It takes questions and says nothing. */
    HANGS("STOP", "no answer within PT0\\.3S"),
    /** Nobody listens; whatever the system says of that, the reason is a text. */
    DIES("KILL", "(?!null\\b)\\p{Alpha}[^;]+");

    private final String signal;
    private final String reason;

    RealDnsOutage(String signal, String reason) {
        this.signal = signal;
        this.reason = reason;
    }

    /** Returns the pattern of what is said of it. */
    String error(RealDnsServer server) {
        return Pattern.quote("SRV _http._tcp.strings.test. asked of " + server.address() + ": ") + reason;
    }

    void during(RealDnsServer server, Runnable proof) {
        RealDnsLab.signal(server, signal);
        try {
            proof.run();
        } finally {
            end(server);
        }
    }

    private void end(RealDnsServer server) {
        if (this == HANGS) {
            RealDnsLab.signal(server, "CONT");
        } else {
            RealDnsLab.start(server);
        }
    }
}
