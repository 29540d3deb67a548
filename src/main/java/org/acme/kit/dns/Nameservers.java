package org.acme.kit.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Internal: the servers to ask and how to ask them, as in resolv.conf(5). Immutable.
 *
 * @param servers the servers in the order to ask them, at least one
 * @param search the domains that are appended to names that do not end with a dot
 * @param ndots names with fewer dots are tried with the search domains first; other names as they are first
 * @param timeout the time-out of one try at one server, more than zero
 * @param attempts the number of rounds through the servers, at least one
 */
public record Nameservers(
        List<InetSocketAddress> servers, List<String> search, int ndots, Duration timeout, int attempts) {

    /** The default time-out of one try; glibc's five seconds are long for a service. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    /** The default number of rounds (resolv.conf(5)). */
    public static final int DEFAULT_ATTEMPTS = 2;

    /** Returns these servers with the defaults and no search domains. */
    public static Nameservers of(List<InetSocketAddress> servers) {
        return new Nameservers(List.copyOf(servers), List.of(), 1, DEFAULT_TIMEOUT, DEFAULT_ATTEMPTS);
    }

    /** Returns the same with another time-out. */
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

    /** Internal: the source of the host's nameservers, for services without configured ones. */
    @FunctionalInterface
    public interface Source {

        /** Returns the current nameservers; called for each lookup, so a changed resolv.conf needs no restart. Reads a file. */
        Nameservers current();
    }
}
