package org.acme.kit.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.acme.kit.dns.SocketAddresses;
import org.jspecify.annotations.Nullable;

/**
 * Internal: one instance of a service: its address and port. Immutable.
 *
 * <p>Address and port are its identity: the id stays the same as long as DNS lists them, whatever else changes.
 *
 * @param id unique among the instances of the service since start
 * @param target the host name of the address, with its last dot; certificates are verified against it
 * @param address IPv4 or IPv6
 * @param other the instance's address of the other family, null if it has none
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

    /** Makes an instance with an address of one family only. */
    public DnsInstance(
            long id, String target, InetAddress address, int port, int priority, int weight, boolean secure) {
        this(id, target, address, null, port, priority, weight, secure);
    }

    /** Returns address and port, {@code 10.0.0.7:8080} or {@code [::1]:8080}. */
    public String socketAddress() {
        return SocketAddresses.format(new InetSocketAddress(address, port));
    }

    /** Returns the target without its last dot, as requests and certificates have it. */
    public String hostName() {
        return target.substring(0, target.length() - 1);
    }
}
