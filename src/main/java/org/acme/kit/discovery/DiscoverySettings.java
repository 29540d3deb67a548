package org.acme.kit.discovery;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;

/**
 * Internal: the configuration of the lookups of one service, with the times between them. Immutable.
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

    RefreshTimes times(DoubleSupplier random) {
        return new RefreshTimes(minTtl, maxTtl, random);
    }

    /**
     * The times between lookups of a service. Thread-safe.
     *
     * @param floor the shortest time after an answer
     * @param cap the longest time between two lookups, but for the jitter at the floor
     * @param random returns 0 to 1; the jitter keeps copies that start together from asking together
     */
    record RefreshTimes(Duration floor, Duration cap, DoubleSupplier random) {

        private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

        // Bounds retries where the cap on TTLs is longer: the end of a DNS outage should be seen within half a minute.
        private static final Duration LAST_RETRY = Duration.ofSeconds(30);

        /**
         * Returns the time after an answer: its TTL, at most the cap, less up to a tenth.
         *
         * <p>If that is less than the floor, returns the floor plus up to a tenth, beyond the cap if need be. Copies that were
         * started together must not ask in the same instant, and a TTL of the floor or less is usual in Kubernetes.
         */
        Duration afterAnswer(Duration timeToLive) {
            Duration whole = shorter(timeToLive, cap);
            Duration earliest = longer(scaled(whole, 0.9), floor);
            Duration latest = longer(whole, scaled(floor, 1.1));
            return latest.minus(scaled(latest.minus(earliest), random.getAsDouble()));
        }

        /** Returns the time after a failure: 1 s, doubled with each failure, at most 30 s and the cap, less up to a half of it. */
        Duration afterFailure(int failuresInARow) {
            Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(failuresInARow - 1, 10));
            return scaled(shorter(shorter(doubled, LAST_RETRY), cap), 1 - 0.5 * random.getAsDouble());
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? other : one;
        }

        private static Duration scaled(Duration duration, double factor) {
            return Duration.ofMillis(Math.round(duration.toMillis() * factor));
        }
    }
}
