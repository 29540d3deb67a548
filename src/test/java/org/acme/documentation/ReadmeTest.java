// example:file
package org.acme.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds README.md to its word: runs the commands it shows, and compares what they print with what it says they print. */
@QuarkusTest
class ReadmeTest {

    private static final Readme README = new Readme();

    @TestHTTPResource("/")
    URL service;

    @TestHTTPResource(value = "/", management = true)
    URL management;

    static List<Readme.Shown> commandsWithOutput() {
        return README.shown().stream()
                .filter(shown -> !shown.output().isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commandsWithOutput")
    void printsWhatTheReadmeShows(Readme.Shown shown) throws Exception {
        String printed = run(shown.command()
                .replace("localhost:8080", service.getAuthority())
                .replace("localhost:9000", management.getAuthority()));

        assertThat(Shape.of(printed)).matches(Shape.pattern(shown.output()));
    }

    // template:begin
    @Test
    void everyOtherCommandIsRunByTheGate() throws IOException {
        String gate = gate();

        assertThat(README.shown())
                .filteredOn(shown -> shown.output().isEmpty())
                .isNotEmpty()
                .flatExtracting(shown -> shown.command().lines().toList())
                .filteredOn(command -> !gate.contains(command))
                .isEmpty();
    }

    // template:end
    @Test
    void isShortEnoughToBeRead() {
        assertThat(README.lines()).isLessThanOrEqualTo(120);
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder(bash()).start();
        try (OutputStream input = shell.getOutputStream()) {
            input.write(command.getBytes(StandardCharsets.UTF_8)); // not as an argument: Windows would eat the quotes
        }
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as("exit code of %s", command).isZero();
        return printed;
    }

    /** The first on the path: Windows by itself would look into its own folder first, where there is one of another system. */
    private static String bash() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(Path.of(folder, "bash"), Path.of(folder, "bash.exe")))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow()
                .toString();
    }
    // template:begin

    private static String gate() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of(".ci"))) {
            StringBuilder text = new StringBuilder();
            for (Path script : scripts.filter(Files::isRegularFile).sorted().toList()) {
                text.append(Files.readString(script));
            }
            return text.toString();
        }
    }
    // template:end
}
