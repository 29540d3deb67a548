package org.acme.kit.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Internal: the complete answer to one question: an answer that was cut short never becomes one of these.
 *
 * @param server who answered, {@code 127.0.0.1:53}
 * @param timeToLive how long it may be believed: the smallest TTL of the records and of the aliases that led to them; if
 *     there are none, the time for negative answers (RFC 2308, section 5), zero if the server gives none
 * @param services the answer to SRV, in the server's order
 * @param addresses the answer to A and AAAA; with SRV, the addresses the server added on its own (glue)
 */
public record DnsAnswer(String server, Duration timeToLive, List<SrvRecord> services, List<AddressRecord> addresses) {

    /**
     * One server of a service (RFC 2782).
     *
     * @param priority 0 to 65535; the lowest that can be reached is used
     * @param weight 0 to 65535; the share within its priority
     * @param port 0 to 65535; 0 cannot be connected to
     * @param target a host name with its last dot; {@code .} alone: the service is decidedly not available
     */
    public record SrvRecord(int priority, int weight, int port, String target) {

        /** Tells whether this record says that there is no such service here. */
        public boolean isNotAvailable() {
            return target.equals(".");
        }
    }

    /**
     * One address of a host.
     *
     * @param owner the host name with its last dot, as the server spells it
     * @param address IPv4 or IPv6
     * @param timeToLive how long it may be believed
     */
    public record AddressRecord(String owner, InetAddress address, Duration timeToLive) {}
}
