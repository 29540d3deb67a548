package org.acme.kit.discovery;

import static java.util.stream.Collectors.toMap;

import io.smallrye.stork.api.config.ServiceDiscoveryAttribute;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.acme.kit.discovery.DiscoverySettings.Lookup;
import org.acme.kit.dns.SocketAddresses;
import org.acme.kit.stork.Attributes;
import org.jspecify.annotations.Nullable;

/** The attributes that only discovery has: names, records, nameservers. */
record DiscoveryAttributes(Attributes given) {

    /** Every attribute and its default, as the annotations of the provider declare them. */
    private static final Map<String, String> DECLARED = Arrays.stream(
                    DnsjavaDiscoveryProvider.class.getAnnotationsByType(ServiceDiscoveryAttribute.class))
            .collect(toMap(ServiceDiscoveryAttribute::name, ServiceDiscoveryAttribute::defaultValue));

    // Labels of 1 to 63 octets (RFC 1035, section 2.3.4); those of services have underscores (RFC 2782).
    private static final Pattern DOMAIN_NAME = Pattern.compile("[\\w-]{1,63}(\\.[\\w-]{1,63})*\\.?");

    private static final int DNS_PORT = 53;

    static DiscoveryAttributes of(String service, Map<String, String> given) {
        return new DiscoveryAttributes(
                new Attributes("quarkus.stork." + service + ".service-discovery", DECLARED, given));
    }

    String name() {
        String allowed = "a domain name, _http._tcp.orders.example.com for example";
        String value = given.text("name", allowed);
        // 255 octets on the wire (RFC 1035, section 2.3.4): in text 253 characters and the dot of the root.
        int longest = value.endsWith(".") ? 254 : 253;
        if (value.length() > longest || !DOMAIN_NAME.matcher(value).matches()) {
            throw given.refuse("name", "is '" + value + "'", allowed);
        }
        return value;
    }

    Lookup lookup() {
        String allowed = "auto, srv, a, aaaa";
        String value = given.text("record", allowed);
        return Arrays.stream(Lookup.values())
                .filter(lookup -> lookup.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> given.refuse("record", "is " + value, allowed));
    }

    /** Reads the port, 0 if there is none; {@code missing} is what is allowed where there must be one. */
    int port(@Nullable String missing) {
        if (given.value("port").isPresent()) {
            return given.number("port", 1, 65_535);
        }
        if (missing != null) {
            throw given.refuse("port", "is missing", missing);
        }
        return 0;
    }

    List<InetSocketAddress> servers() {
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
