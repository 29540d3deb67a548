package org.acme.kit.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder with the running servers, {@code -Ddns.lab}; stops, kills, starts and changes them. */
final class RealDnsLab {

    private static final Pattern SECRET = Pattern.compile("secret \"([^\"]+)\"");

    private RealDnsLab() {}

    static Path folder() {
        String lab = System.getProperty("dns.lab");
        assertThat(lab)
                .as("-Ddns.lab must name the folder with the running servers; .ci/real-dns makes one")
                .isNotBlank();
        assertThat(Path.of(lab, "named", "pid")).as("-Ddns.lab=%s", lab).isRegularFile();
        return Path.of(lab);
    }

    static void awaitAllServers() {
        Stream.of(RealDnsServer.values()).forEach(RealDnsLab::awaitAnswer);
    }

    static void awaitAnswer(RealDnsServer server) {
        Await.until(server + " answers", () -> RealDnsLookups.answers(server, "_http._tcp.strings.test"));
    }

    /** Makes a server stop (STOP), go on (CONT) or die (KILL). */
    static void signal(RealDnsServer server, String signal) {
        run("kill", "-" + signal, read(folder().resolve(server.folder()).resolve("pid")));
    }

    static void start(RealDnsServer server) {
        run("bash", folder().resolve(server.folder()).resolve("start.sh").toString());
        awaitAnswer(server);
    }

    /** Changes the zone while it is served: one of the lab's files, {@code nsup-add.txt}, sent to this server. */
    static void update(RealDnsServer server, String file) {
        send(
                server,
                read(folder().resolve(file))
                        .replace("127.0.0.1 " + RealDnsServer.NAMED.port(), "127.0.0.1 " + server.port()));
    }

    /** Changes the zone while it is served: lines such as {@code update add …}. */
    static void updateLines(RealDnsServer server, String... lines) {
        send(server, "server 127.0.0.1 %d%nzone test.%n%s%nsend".formatted(server.port(), String.join("\n", lines)));
    }

    private static void send(RealDnsServer server, String commands) {
        Matcher secret = SECRET.matcher(read(folder().resolve("named/named.conf")));
        assertThat(secret.find()).as("secret in named.conf").isTrue();
        try {
            Path file = Files.createTempFile(server.folder(), ".nsupdate");
            Files.writeString(file, commands + System.lineSeparator());
            run("nsupdate", "-t", "5", "-y", "hmac-sha256:ddns.:" + secret.group(1), file.toString());
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Makes the cache forget the zone and what it thinks of its upstream. */
    static void emptyTheCache() {
        String settings = folder().resolve("unbound/unbound.conf").toString();
        run("unbound-control", "-c", settings, "flush_zone", "test");
        run("unbound-control", "-c", settings, "flush_infra", "all");
    }

    static void run(String... command) {
        // The output goes to a file: a server that start.sh leaves behind would keep a pipe open.
        try {
            File output = File.createTempFile("real-dns", ".out");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("%s ended", String.join(" ", command))
                    .isTrue();
            assertThat(process.exitValue())
                    .as("%s: %s", String.join(" ", command), read(output.toPath()))
                    .isZero();
            Files.delete(output.toPath());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + String.join(" ", command), interrupted);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
