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

/**
 * The parser of the host's resolv.conf(5): {@code nameserver}, {@code search}, {@code domain}, {@code options ndots, timeout,
 * attempts}. Development may bring its own nameservers instead.
 *
 * <p>It reads at run time and without dnsjava's own reader, which would freeze the build host's file into a native program.
 */
final class ResolvConf {

    /** The nameservers of the host's file, read again for each lookup. */
    @DefaultBean
    @ApplicationScoped
    static class OfThisHost implements Nameservers.Source {

        private static final Path FILE = Path.of("/etc/resolv.conf");

        @Override
        public Nameservers current() {
            return read(FILE);
        }
    }

    private static final int PORT = 53;

    private final List<InetSocketAddress> servers = new ArrayList<>();
    private List<String> search = List.of();
    private int ndots = 1;
    private Duration timeout = Nameservers.DEFAULT_TIMEOUT;
    private int attempts = Nameservers.DEFAULT_ATTEMPTS;

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
