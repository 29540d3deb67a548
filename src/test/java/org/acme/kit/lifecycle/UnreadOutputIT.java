// example:file: the packaged program is the example
package org.acme.kit.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The output of the program is a pipe that nobody reads: what freezes is the log alone. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM: a process there is killed")
class UnreadOutputIT {

    /** Their lines are more than a pipe (64 KiB) and the buffer take together. */
    private static final int CALLS = 2_000;

    private static final Pattern DROPPED = Pattern.compile("log_lines_dropped_total(?:\\{[^}]*})? (\\S+)");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void callsAndProbesGoOnAndTheMissingLinesAreCounted() throws Exception {
        try (Program program = start()) {
            Addresses addresses = program.addresses();
            program.stopReading();

            call(addresses);

            assertThat(addresses.probe("live")).isEqualTo(200);
            assertThat(addresses.probe("ready")).isEqualTo(200);
            assertThat(dropped(addresses)).isPositive();
            program.goOnReading();
            assertThat(program.await("log lines were dropped")).contains("\"dropped\":");
        }
    }

    @Test
    void theProgramEndsOnSigtermThoughNobodyReads() throws Exception {
        try (Program program = start()) {
            Addresses addresses = program.addresses();
            program.stopReading();
            call(addresses);

            program.terminate();

            assertThat(program.exitCode()).isZero();
        }
    }

    @Test
    void nothingIsLostWhenItEnds() throws Exception {
        try (Program program = start()) {
            call(program.addresses(), 100);
            program.terminate();

            assertThat(program.exitCode()).isZero();
            assertThat(program.output().split("\"endpoint\":\"uppercase\"")).hasSize(100 + 1);
            assertThat(program.output()).contains("stopped in");
        }
    }

    private static Program start() throws Exception {
        return Program.start(Map.of("kit.log.buffer", "64K", "quarkus.shutdown.delay", "0s"));
    }

    private void call(Addresses addresses) throws Exception {
        call(addresses, CALLS);
    }

    private void call(Addresses addresses, int calls) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(addresses.uppercase()))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString("{\"s\":\"hello\"}"))
                .build();
        for (int call = 0; call < calls; call++) {
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }

    private static double dropped(Addresses addresses) {
        Matcher metric = DROPPED.matcher(given().get("http://127.0.0.1:" + addresses.management() + "/q/metrics")
                .asString());
        assertThat(metric.find()).isTrue();
        return Double.parseDouble(metric.group(1));
    }
}
