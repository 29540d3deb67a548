// example:file: the packaged program is the example
package org.acme.kit.lifecycle;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program as a process of its own, native or not, on free ports: what a container engine starts and stops. */
final class Program implements AutoCloseable {

    private static final Pattern PORTS =
            Pattern.compile("Listening on: http://[^:]+:(\\d+).* listening on http://[^:]+:(\\d+)");
    private static final long PATIENCE = 120;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();
    private volatile CountDownLatch reading = new CountDownLatch(0);
    private final Thread reader = new Thread(this::read, "output of the program");

    private Program(Process process) {
        this.process = process;
        reader.start();
    }

    /** Starts the program with these settings, names as in a properties file. */
    static Program start(Map<String, String> settings) throws IOException {
        return new Program(
                new ProcessBuilder(command(settings)).redirectErrorStream(true).start());
    }

    /** Waits until the program listens, and tells where. */
    Addresses addresses() throws InterruptedException {
        Matcher ports = PORTS.matcher(await("Listening on"));
        assertThat(ports.find()).isTrue();
        return new Addresses(Integer.parseInt(ports.group(1)), Integer.parseInt(ports.group(2)));
    }

    /** Leaves what is written from now on in the pipe, which is full after some 64 KiB. */
    void stopReading() {
        reading = new CountDownLatch(1);
    }

    void goOnReading() {
        reading.countDown();
    }

    /** Waits for a line with this text, and skips those before it. */
    String await(String text) throws InterruptedException {
        for (String line = next(text); ; line = next(text)) {
            if (line.contains(text)) {
                return line;
            }
        }
    }

    /** Waits for lines with these texts, in whatever order, and skips those before the last of them. */
    void awaitAll(String... texts) throws InterruptedException {
        List<String> missing = new ArrayList<>(List.of(texts));
        while (!missing.isEmpty()) {
            String line = next(missing.toString());
            missing.removeIf(line::contains);
        }
    }

    /** Returns what is left of the output of a program that has ended. */
    String output() throws InterruptedException {
        reader.join();
        return String.join("\n", lines);
    }

    /** Sends SIGTERM, as a container engine does to stop a program. */
    void terminate() {
        process.toHandle().destroy(); // Process.destroy would close the output, too
    }

    /** Sends SIGINT, as Ctrl-C does. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** Waits for the end of the program and returns its exit code. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE, SECONDS))
                .as("ends within %s s", PATIENCE)
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String next(String awaited) throws InterruptedException {
        long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE);
        String line = null;
        while (line == null && System.nanoTime() < deadline && (reader.isAlive() || !lines.isEmpty())) {
            line = lines.poll(100, MILLISECONDS);
        }
        assertThat(line)
                .as(
                        "%s within %s s, of a program that %s after:%n%s",
                        awaited, PATIENCE, state(), String.join("\n", seen))
                .isNotNull();
        seen.add(line);
        return line;
    }

    private String state() {
        return process.isAlive() ? "runs" : "ended with " + process.exitValue();
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                reading.await();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException | UncheckedIOException closed) {
            // The program was killed.
        }
    }

    private static List<String> command(Map<String, String> settings) throws IOException {
        Properties artifact = new Properties();
        try (InputStream file = Files.newInputStream(Path.of("target/quarkus-artifact.properties"))) {
            artifact.load(file);
        }
        String path = Path.of("target", artifact.getProperty("path")).toString();
        List<String> command = new ArrayList<>();
        if (artifact.getProperty("type").equals("native")) {
            command.add(path);
        } else {
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", path));
        }
        Map<String, String> all = new HashMap<>(Map.of("quarkus.http.port", "0", "quarkus.management.port", "0"));
        all.putAll(settings);
        // After the program's name a native program takes them, before -jar a JVM does.
        all.forEach((key, value) -> command.add(1, "-D" + key + "=" + value));
        if (System.getProperty("os.name").equals("Linux")) {
            // What runs in the background of a shell ignores SIGINT, and so would all that it starts.
            command.addAll(0, List.of("env", "--default-signal=INT"));
        }
        return command;
    }
}
