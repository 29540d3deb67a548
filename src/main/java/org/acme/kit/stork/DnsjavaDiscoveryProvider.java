package org.acme.kit.stork;

import static java.util.stream.Collectors.toMap;

import io.smallrye.stork.api.ServiceDiscovery;
import io.smallrye.stork.api.config.ServiceConfig;
import io.smallrye.stork.api.config.ServiceDiscoveryAttribute;
import io.smallrye.stork.api.config.ServiceDiscoveryType;
import io.smallrye.stork.spi.ServiceDiscoveryProvider;
import io.smallrye.stork.spi.StorkInfrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.acme.kit.discovery.Discovery;
import org.acme.kit.discovery.DiscoverySettings;
import org.acme.kit.discovery.DiscoverySettings.Lookup;
import org.acme.kit.dns.SocketAddresses;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the provider of service discovery by DNS for Stork: {@code quarkus.stork.<service>.service-discovery.type=dnsjava}.
 *
 * <p>The attributes below are its whole configuration. A wrong one fails the start; the message names the key and the allowed
 * values.
 */
@ServiceDiscoveryType("dnsjava")
@ServiceDiscoveryAttribute(
        name = "name",
        required = true,
        description = "The name to look up: _http._tcp.orders.example.com, or a host name with port.")
@ServiceDiscoveryAttribute(
        name = "record",
        defaultValue = "auto",
        description =
                "The records to ask for: srv, a, aaaa, or auto (SRV for _service._proto names, addresses for host names).")
@ServiceDiscoveryAttribute(
        name = "port",
        description =
                "The port of instances that are found by their address, 1 to 65535; with record=srv, of the records to use.")
@ServiceDiscoveryAttribute(
        name = "servers",
        description =
                "The nameservers, in the order to ask them: 10.0.0.2,10.0.0.3:5301,[::1]:53. Default: resolv.conf.")
@ServiceDiscoveryAttribute(
        name = "timeout",
        description = "How long a nameserver may take for one try. Default: resolv.conf's, or 2s.")
@ServiceDiscoveryAttribute(
        name = "secure",
        defaultValue = "false",
        description =
                "Whether instances are called with TLS; the SRV target goes into SNI and is verified: true or false.")
@ServiceDiscoveryAttribute(
        name = "min-ttl",
        defaultValue = "5s",
        description = "The shortest time between two lookups, whatever TTL the records have.")
@ServiceDiscoveryAttribute(
        name = "max-ttl",
        defaultValue = "10s",
        description = "The longest time between two lookups, whatever TTL the records have.")
@ServiceDiscoveryAttribute(
        name = "empty-grace",
        defaultValue = "30s",
        description = "How long an empty answer is doubted, and the last good one used, before it is believed.")
@ServiceDiscoveryAttribute(
        name = "max-stale",
        defaultValue = "1h",
        description = "How long the last good answer is used while DNS fails (RFC 8767, section 5).")
@ServiceDiscoveryAttribute(
        name = "first-wait",
        defaultValue = "3s",
        description = "How long a call may wait for the first answer of DNS.")
@ServiceDiscoveryAttribute(
        name = "at-start",
        defaultValue = "true",
        description =
                "Whether it is looked up at the start, and the started probe waits for an instance; or when first used.")
@ApplicationScoped
public class DnsjavaDiscoveryProvider implements ServiceDiscoveryProvider<DnsjavaConfiguration> {

    /** Every attribute and its default, as the annotations declare them. */
    private static final Map<String, String> DECLARED = Arrays.stream(
                    DnsjavaDiscoveryProvider.class.getAnnotationsByType(ServiceDiscoveryAttribute.class))
            .collect(toMap(ServiceDiscoveryAttribute::name, ServiceDiscoveryAttribute::defaultValue));

    @Inject // a field, because the loader that Stork generates wants a constructor without parameters
    Discovery discovery;

    @Override
    public ServiceDiscovery createServiceDiscovery(
            DnsjavaConfiguration attributes, String service, ServiceConfig config, StorkInfrastructure infrastructure) {
        return new StorkDiscovery(discovery.add(settings(service, attributes.parameters())));
    }

    /**
     * Reads the attributes of a service.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException if one is missing, unknown or wrong; the message names the
     *     key and the allowed values
     */
    public static DiscoverySettings settings(String service, Map<String, String> attributes) {
        return new Reader(new Attributes("quarkus.stork." + service + ".service-discovery", DECLARED, attributes))
                .read(service);
    }

    /** A reader of the attributes, with the allowed values of each. */
    private record Reader(Attributes given) {

        // Labels of 1 to 63 octets (RFC 1035, section 2.3.4); those of services have underscores (RFC 2782).
        private static final Pattern DOMAIN_NAME = Pattern.compile("[\\w-]{1,63}(\\.[\\w-]{1,63})*\\.?");

        private static final int DNS_PORT = 53;

        private DiscoverySettings read(String service) {
            Lookup lookup = lookup();
            String name = name();
            Duration minTtl = given.duration("min-ttl").orElseThrow();
            Duration maxTtl = given.duration("max-ttl").orElseThrow();
            if (minTtl.compareTo(maxTtl) > 0) {
                throw given.refuse("min-ttl", "is longer than max-ttl", "up to " + maxTtl);
            }
            return new DiscoverySettings(
                    service,
                    name,
                    lookup,
                    port(lookup, name),
                    servers(),
                    given.duration("timeout"),
                    given.flag("secure"),
                    minTtl,
                    maxTtl,
                    given.duration("empty-grace").orElseThrow(),
                    given.duration("max-stale").orElseThrow(),
                    given.duration("first-wait").orElseThrow(),
                    given.flag("at-start"));
        }

        private int port(Lookup lookup, String name) {
            return switch (lookup) {
                case SRV -> port(null);
                case A, AAAA -> port("1 to 65535 with record=a and aaaa");
                case AUTO ->
                    port(
                            DiscoverySettings.isServiceName(name)
                                    ? null
                                    : "1 to 65535 with record=auto and a host name; or record=srv, if its SRV records are meant");
            };
        }

        private String name() {
            String allowed = "a domain name, _http._tcp.orders.example.com for example";
            String value = given.text("name", allowed);
            // 255 octets on the wire (RFC 1035, section 2.3.4): in text 253 characters and the dot of the root.
            int longest = value.endsWith(".") ? 254 : 253;
            if (value.length() > longest || !DOMAIN_NAME.matcher(value).matches()) {
                throw given.refuse("name", "is '" + value + "'", allowed);
            }
            return value;
        }

        private Lookup lookup() {
            String allowed = "auto, srv, a, aaaa";
            String value = given.text("record", allowed);
            return Arrays.stream(Lookup.values())
                    .filter(lookup -> lookup.name().toLowerCase(Locale.ROOT).equals(value))
                    .findFirst()
                    .orElseThrow(() -> given.refuse("record", "is " + value, allowed));
        }

        /** Reads the port, 0 if there is none; {@code missing} describes the allowed values if it is required, else null. */
        private int port(@Nullable String missing) {
            if (given.value("port").isPresent()) {
                return given.number("port", 1, 65_535);
            }
            if (missing != null) {
                throw given.refuse("port", "is missing", missing);
            }
            return 0;
        }

        private List<InetSocketAddress> servers() {
            return given.value("servers").stream()
                    .flatMap(text -> Arrays.stream(text.split(",", -1)))
                    .map(String::strip)
                    .map(server -> SocketAddresses.parse(server, DNS_PORT)
                            .orElseThrow(() -> given.refuse(
                                    "servers",
                                    "has '" + server + "'",
                                    "IP addresses with or without a port, separated by commas: 10.0.0.2, [::1]:5301")))
                    .toList();
        }
    }
}
