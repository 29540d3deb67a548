package org.acme.kit.discovery;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Internal: the configuration of the lookups of one service. Immutable.
 *
 * @param service the name of the service in Stork's configuration
 * @param name the domain name to look up
 * @param lookup the records to ask for
 * @param port the port of instances that are found by address, or of the SRV records to use; 0 if none is configured
 * @param servers the nameservers to ask, empty for those of the host
 * @param timeout the time-out of one try, empty for that of the host
 * @param secure whether instances are called with TLS
 * @param minTtl the shortest time after an answer, whatever its TTL
 * @param maxTtl the longest time between two lookups, whatever the TTL
 * @param emptyGrace how long an empty answer is doubted before it is believed
 * @param maxStale how long the last good answer is used while lookups fail (RFC 8767)
 * @param firstWait how long a call may wait for the first answer
 * @param atStart whether the first lookup begins at the start, and the started probe waits for it
 */
public record DiscoverySettings(
        String service,
        String name,
        Lookup lookup,
        int port,
        List<InetSocketAddress> servers,
        Optional<Duration> timeout,
        boolean secure,
        Duration minTtl,
        Duration maxTtl,
        Duration emptyGrace,
        Duration maxStale,
        Duration firstWait,
        boolean atStart) {

    /** The values of the attribute {@code record}. */
    public enum Lookup {
        /** SRV for a service name, addresses for a host name. */
        AUTO,
        /** SRV records. */
        SRV,
        /** IPv4 addresses. */
        A,
        /** IPv6 addresses. */
        AAAA
    }

    // RFC 2782: _service._proto.name. A host name has no underscores (RFC 1123, section 2.1).
    private static final Pattern SERVICE_NAME = Pattern.compile("_[^.]+\\._[^.]+(\\..*)?");

    /** Tells whether a name is a service name (RFC 2782), {@code _http._tcp.orders}. */
    public static boolean isServiceName(String name) {
        return SERVICE_NAME.matcher(name).matches();
    }

    /** Tells whether the name is a service name; {@link Lookup#AUTO} looks up addresses for any other. */
    boolean isServiceName() {
        return isServiceName(name);
    }

    /** Returns the port that SRV records must have to be used, 0 for any. */
    public int onlyPort() {
        return lookup == Lookup.SRV ? port : 0;
    }

    /** Returns the question for messages: {@code record=srv of orders.test with port=8080}. */
    public String question() {
        String records = "record=" + lookup.name().toLowerCase(Locale.ROOT) + " of " + name;
        return port == 0 ? records : records + " with port=" + port;
    }
}
