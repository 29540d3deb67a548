package org.acme.kit.discovery;

import static java.util.stream.Collectors.toMap;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.stork.api.config.Constants;
import io.smallrye.stork.api.config.ServiceDiscoveryAttribute;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.acme.kit.discovery.DiscoverySettings.Lookup;
import org.acme.kit.dns.SocketAddresses;

/** Reads one service's attributes and refuses wrong ones with their key and what is allowed; Stork itself checks none. */
final class Attributes {

    /** Every attribute and its default, as the annotations of the provider declare them. */
    private static final Map<String, String> DECLARED = Arrays.stream(
                    DnsjavaDiscoveryProvider.class.getAnnotationsByType(ServiceDiscoveryAttribute.class))
            .collect(toMap(ServiceDiscoveryAttribute::name, ServiceDiscoveryAttribute::defaultValue));

    // Labels of 1 to 63 octets (RFC 1035, section 2.3.4); those of services have underscores (RFC 2782).
    private static final Pattern DOMAIN_NAME = Pattern.compile("[\\w-]{1,63}(\\.[\\w-]{1,63})*\\.?");

    private static final int DNS_PORT = 53;

    private final String service;
    private final Map<String, String> given;

    Attributes(String service, Map<String, String> given) {
        this.service = service;
        this.given = given;
        for (String key : given.keySet()) {
            if (!DECLARED.containsKey(key) && !key.equals("type")) {
                throw refuse(key, "is unknown", String.join(", ", new TreeSet<>(DECLARED.keySet())));
            }
        }
    }

    String text(String key, String allowed) {
        return value(key).orElseThrow(() -> refuse(key, "is missing", allowed));
    }

    String name() {
        String allowed = "a domain name, _http._tcp.orders.example.com for example";
        String value = text("name", allowed);
        if (value.length() > 253 || !DOMAIN_NAME.matcher(value).matches()) {
            throw refuse("name", "is '" + value + "'", allowed);
        }
        return value;
    }

    Lookup lookup() {
        String value = text("record", "auto, srv, a, aaaa");
        return Arrays.stream(Lookup.values())
                .filter(lookup -> lookup.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> refuse("record", "is " + value, "auto, srv, a, aaaa"));
    }

    int port(boolean required) {
        Optional<String> value = value("port");
        if (value.isEmpty() && !required) {
            return 0;
        }
        return value.filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .filter(port -> port > 0 && port < 65_536)
                .orElseThrow(() -> refuse(
                        "port",
                        value.map(text -> "is " + text).orElse("is missing"),
                        "1 to 65535 with record=a and aaaa"));
    }

    List<InetSocketAddress> servers() {
        return value("servers").stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .map(server -> SocketAddresses.parse(server, DNS_PORT)
                        .orElseThrow(() -> refuse(
                                "servers",
                                "has '" + server + "'",
                                "IP addresses with or without a port, separated by commas: 10.0.0.2, [::1]:5301")))
                .toList();
    }

    boolean flag(String key) {
        String value = text(key, "true, false");
        if (!value.equals("true") && !value.equals("false")) {
            throw refuse(key, "is " + value, "true, false");
        }
        return value.equals("true");
    }

    Optional<Duration> duration(String key) {
        return value(key).map(text -> {
            try {
                return Optional.of(DurationConverter.parseDuration(text))
                        .filter(duration -> !duration.isNegative() && !duration.isZero())
                        .orElseThrow();
            } catch (RuntimeException malformed) {
                throw refuse(key, "is " + text, "a time longer than zero: 500ms, 5s, 2m, 1d");
            }
        });
    }

    /** Makes the exception that says what is wrong with a key; thrown here or by the caller. */
    ConfigurationException refuse(String key, String wrong, String allowed) {
        return new ConfigurationException(
                "quarkus.stork." + service + ".service-discovery." + key + " " + wrong + "; allowed: " + allowed);
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(given.getOrDefault(key, DECLARED.get(key)))
                .filter(value -> !value.isBlank() && !value.equals(Constants.DEFAULT_VALUE));
    }
}
