package org.acme.kit.discovery;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.acme.kit.dns.Nameservers;

/** Names the servers of the lab; DNSDIST stands in front of NAMED and makes its faults. */
enum RealDnsServer {
    NAMED(5301),
    DNSMASQ(5302),
    KNOT(5303),
    NSD(5304),
    UNBOUND(5305),
    PDNS(5306),
    DNSDIST(5307);

    private final int port;

    RealDnsServer(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Returns the server's folder in the lab. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    Nameservers nameservers() {
        return Nameservers.of(List.of(new InetSocketAddress("127.0.0.1", port)));
    }
}
