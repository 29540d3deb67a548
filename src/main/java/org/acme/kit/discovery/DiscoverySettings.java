package org.acme.kit.discovery;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.acme.kit.stork.Attributes;

/**
 * What to look up for one service and how: the attributes of {@link DnsjavaDiscoveryProvider}, read and checked.
 *
 * @param service the name of the service in Stork's configuration
 * @param port the port of instances that are found by address, or of the SRV records to use; 0 if none is configured
 * @param servers the nameservers to ask, empty for those of the host
 * @param timeout how long one try may take, empty for what the host says
 */
record DiscoverySettings(
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
    enum Lookup {
        /** SRV for a service name, addresses for a host name. */
        AUTO,
        SRV,
        A,
        AAAA
    }

    // RFC 2782: _service._proto.name; a host name has no underscores (RFC 1123, section 2.1).
    private static final Pattern SERVICE_NAME = Pattern.compile("_[^.]+\\._[^.]+(\\..*)?");

    /**
     * Reads the attributes of a service.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException if one is missing, unknown or wrong; it names the key
     *     and what is allowed
     */
    static DiscoverySettings of(String service, Map<String, String> attributes) {
        DiscoveryAttributes discovery = DiscoveryAttributes.of(service, attributes);
        Attributes given = discovery.given();
        Lookup lookup = discovery.lookup();
        String name = discovery.name();
        Duration minTtl = given.duration("min-ttl").orElseThrow();
        Duration maxTtl = given.duration("max-ttl").orElseThrow();
        if (minTtl.compareTo(maxTtl) > 0) {
            throw given.refuse("min-ttl", "is longer than max-ttl", "up to " + maxTtl);
        }
        return new DiscoverySettings(
                service,
                name,
                lookup,
                port(discovery, lookup, name),
                discovery.servers(),
                given.duration("timeout"),
                given.flag("secure"),
                minTtl,
                maxTtl,
                given.duration("empty-grace").orElseThrow(),
                given.duration("max-stale").orElseThrow(),
                given.duration("first-wait").orElseThrow(),
                given.flag("at-start"));
    }

    private static int port(DiscoveryAttributes discovery, Lookup lookup, String name) {
        return switch (lookup) {
            case SRV -> discovery.port(null);
            case A, AAAA -> discovery.port("1 to 65535 with record=a and aaaa");
            case AUTO ->
                discovery.port(
                        isServiceName(name)
                                ? null
                                : "1 to 65535 with record=auto and a host name; or record=srv, if its SRV records are meant");
        };
    }

    private static boolean isServiceName(String name) {
        return SERVICE_NAME.matcher(name).matches();
    }

    /** Tells whether the name is one of a service, {@code _http._tcp.orders}: all others are asked for addresses by default. */
    boolean isServiceName() {
        return isServiceName(name);
    }

    /** Returns the port that SRV records must have to be used, 0 for any. */
    int onlyPort() {
        return lookup == Lookup.SRV ? port : 0;
    }

    /** Returns what is asked, for people: {@code record=srv of orders.test with port=8080}. */
    String question() {
        String records = "record=" + lookup.name().toLowerCase(Locale.ROOT) + " of " + name;
        return port == 0 ? records : records + " with port=" + port;
    }
}
