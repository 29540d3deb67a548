package org.acme.kit.discovery;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acme.kit.stork.Attributes;

/**
 * Says what to look up for one service and how: the attributes of {@link DnsjavaDiscoveryProvider}, read and checked.
 *
 * @param service the name of the service in Stork's configuration
 * @param port the port of instances that are found by address, 0 if none is configured
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
        Duration firstWait) {

    /** Lists the values of the attribute {@code record}. */
    enum Lookup {
        AUTO,
        SRV,
        A,
        AAAA;

        boolean needsPort() {
            return this == A || this == AAAA;
        }
    }

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
        Duration minTtl = given.duration("min-ttl").orElseThrow();
        Duration maxTtl = given.duration("max-ttl").orElseThrow();
        if (minTtl.compareTo(maxTtl) > 0) {
            throw given.refuse("min-ttl", "is longer than max-ttl", "up to " + maxTtl);
        }
        return new DiscoverySettings(
                service,
                discovery.name(),
                lookup,
                discovery.port(lookup.needsPort()),
                discovery.servers(),
                given.duration("timeout"),
                given.flag("secure"),
                minTtl,
                maxTtl,
                given.duration("empty-grace").orElseThrow(),
                given.duration("max-stale").orElseThrow(),
                given.duration("first-wait").orElseThrow());
    }
}
