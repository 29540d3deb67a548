package org.acme.kit.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Internal: says which servers to ask and how; the same things resolv.conf(5) says.
 *
 * @param servers whom to ask, in this order, at least one
 * @param search domains that are appended to names with few dots
 * @param ndots names with fewer dots are searched first, others last
 * @param timeout how long one server may take for one try, more than zero
 * @param attempts how many rounds through the servers, at least one
 */
public record Nameservers(
        List<InetSocketAddress> servers, List<String> search, int ndots, Duration timeout, int attempts) {

    /** How long one try may take if nobody says otherwise; glibc's five seconds are long for a service. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    /** How many rounds are made if nobody says otherwise (resolv.conf(5)). */
    public static final int DEFAULT_ATTEMPTS = 2;

    /** Asks these servers for absolute names alone. */
    public static Nameservers of(List<InetSocketAddress> servers) {
        return new Nameservers(List.copyOf(servers), List.of(), 1, DEFAULT_TIMEOUT, DEFAULT_ATTEMPTS);
    }

    /** Asks the same servers with another time-out. */
    public Nameservers withTimeout(Duration timeout) {
        return new Nameservers(servers, search, ndots, timeout, attempts);
    }

    /** Returns the absolute names that a configured name may mean, the likeliest first (resolv.conf(5), ndots). */
    public List<String> candidates(String name) {
        if (name.endsWith(".")) {
            return List.of(name);
        }
        var searched = search.stream().map(domain -> name + "." + domain);
        var literal = Stream.of(name + ".");
        long dots = name.chars().filter(c -> c == '.').count();
        return (dots >= ndots ? Stream.concat(literal, searched) : Stream.concat(searched, literal)).toList();
    }

    /** Internal: the nameservers of this host, for services that configure none of their own. */
    @FunctionalInterface
    public interface Source {

        /** Returns the nameservers as they are now, for each lookup anew: a changed resolv.conf needs no restart. Reads a file. */
        Nameservers current();
    }
}
