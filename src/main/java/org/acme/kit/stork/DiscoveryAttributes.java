package org.acme.kit.stork;

import static java.util.stream.Collectors.toMap;

import io.smallrye.stork.api.config.ServiceDiscoveryAttribute;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.acme.kit.discovery.DiscoverySettings;
import org.acme.kit.discovery.DiscoverySettings.Lookup;
import org.acme.kit.dns.SocketAddresses;
import org.jspecify.annotations.Nullable;

/** Internal: the attributes of discovery by DNS: {@code quarkus.stork.<service>.service-discovery.<attribute>}. */
public final class DiscoveryAttributes {

    /** Every attribute and its default, as the annotations of the provider declare them. */
    private static final Map<String, String> DECLARED = Arrays.stream(
                    DnsjavaDiscoveryProvider.class.getAnnotationsByType(ServiceDiscoveryAttribute.class))
            .collect(toMap(ServiceDiscoveryAttribute::name, ServiceDiscoveryAttribute::defaultValue));

    // Labels of 1 to 63 octets (RFC 1035, section 2.3.4); those of services have underscores (RFC 2782).
    private static final Pattern DOMAIN_NAME = Pattern.compile("[\\w-]{1,63}(\\.[\\w-]{1,63})*\\.?");

    private static final int DNS_PORT = 53;

    private final Attributes given;

    private DiscoveryAttributes(Attributes given) {
        this.given = given;
    }

    /**
     * Reads the attributes of a service.
     *
     * @throws io.quarkus.runtime.configuration.ConfigurationException if one is missing, unknown or wrong; it names the key
     *     and what is allowed
     */
    public static DiscoverySettings read(String service, Map<String, String> attributes) {
        Attributes given = new Attributes("quarkus.stork." + service + ".service-discovery", DECLARED, attributes);
        return new DiscoveryAttributes(given).read(service);
    }

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

    /** Reads the port, 0 if there is none; {@code missing} is what is allowed where there must be one. */
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
