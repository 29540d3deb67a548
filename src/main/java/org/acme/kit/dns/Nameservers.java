package org.acme.kit.dns;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

    /** The default number of rounds (resolv.conf(5)). */
    private static final int DEFAULT_ATTEMPTS = 2;

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

    /** The nameservers of the host's file, read again for each lookup. Development may bring its own instead. */
    @DefaultBean
    @ApplicationScoped
    static class OfThisHost implements Source {

        private static final Path FILE = Path.of("/etc/resolv.conf");

        @Override
        public Nameservers current() {
            return ResolvConf.read(FILE);
        }
    }

    /**
     * The parser of resolv.conf(5): {@code nameserver}, {@code search}, {@code domain}, {@code options ndots, timeout, attempts}.
     *
     * <p>It reads at run time and without dnsjava's own reader, which would freeze the build host's file into a native program.
     */
    static final class ResolvConf {

        private static final int PORT = 53;

        private final List<InetSocketAddress> servers = new ArrayList<>();
        private List<String> search = List.of();
        private int ndots = 1;
        private Duration timeout = DEFAULT_TIMEOUT;
        private int attempts = DEFAULT_ATTEMPTS;

        private ResolvConf() {}

        /** Reads a file; one that is missing, unreadable or without a server means 127.0.0.1:53, as in resolv.conf(5). */
        static Nameservers read(Path file) {
            try {
                return parse(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
            } catch (IOException missing) {
                return parse(List.of());
            }
        }

        static Nameservers parse(List<String> lines) {
            ResolvConf conf = new ResolvConf();
            for (String line : lines) {
                conf.accept(line.strip().split("\\s+"));
            }
            if (conf.servers.isEmpty()) {
                conf.servers.add(new InetSocketAddress("127.0.0.1", PORT));
            }
            return new Nameservers(List.copyOf(conf.servers), conf.search, conf.ndots, conf.timeout, conf.attempts);
        }

        private void accept(String[] words) {
            List<String> values = List.of(words).subList(1, words.length);
            switch (words[0]) {
                case "nameserver" -> values.stream().limit(1).forEach(this::server);
                case "search", "domain" ->
                    search = values.stream()
                            .filter(domain -> !domain.equals(".")) // the root, which gives the literal name again
                            .map(ResolvConf::absolute)
                            .toList();
                case "options" -> values.forEach(this::option);
                default -> {
                    // Comments, and what is not supported (sortlist).
                }
            }
        }

        private void server(String address) {
            SocketAddresses.parse(address, PORT).ifPresent(servers::add);
        }

        private void option(String option) {
            String[] parts = option.split(":", 2);
            if (parts.length < 2 || !parts[1].matches("\\d{1,9}")) {
                return;
            }
            // The bounds are those of resolv.conf(5).
            int value = Integer.parseInt(parts[1]);
            switch (parts[0]) {
                case "ndots" -> ndots = Math.min(value, 15);
                case "timeout" -> timeout = Duration.ofSeconds(Math.max(1, Math.min(value, 30)));
                case "attempts" -> attempts = Math.max(1, Math.min(value, 5));
                default -> {
                    // Options of glibc that have no meaning here.
                }
            }
        }

        private static String absolute(String domain) {
            return domain.endsWith(".") ? domain : domain + ".";
        }
    }
}
