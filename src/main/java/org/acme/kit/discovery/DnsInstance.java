package org.acme.kit.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.acme.kit.dns.SocketAddresses;
import org.jspecify.annotations.Nullable;

/**
 * Internal: one instance of a service: an address and a port at which it answers.
 *
 * <p>The address and the port are its identity: it keeps its id as long as DNS names it, whatever else changes.
 *
 * @param id unique among the instances of the service since start
 * @param target the host name that led to the address, with its last dot: what a certificate names
 * @param address IPv4 or IPv6
 * @param other the address of the other family at which the same instance answers, null if it has none
 * @param port 1 to 65535
 * @param priority 0 to 65535, the lowest is used first (RFC 2782); 0 where no SRV record gives one
 * @param weight 0 to 65535, the share within the priority (RFC 2782); 1 where no SRV record gives one
 * @param secure whether it is called with TLS
 */
public record DnsInstance(
        long id,
        String target,
        InetAddress address,
        @Nullable InetAddress other,
        int port,
        int priority,
        int weight,
        boolean secure) {

    /** Makes an instance with addresses of one family alone. */
    public DnsInstance(
            long id, String target, InetAddress address, int port, int priority, int weight, boolean secure) {
        this(id, target, address, null, port, priority, weight, secure);
    }

    /** Returns where it answers, {@code 10.0.0.7:8080} or {@code [::1]:8080}. */
    public String socketAddress() {
        return SocketAddresses.format(new InetSocketAddress(address, port));
    }

    /** Returns the target as requests and certificates name it, without its last dot. */
    public String hostName() {
        return target.substring(0, target.length() - 1);
    }
}
