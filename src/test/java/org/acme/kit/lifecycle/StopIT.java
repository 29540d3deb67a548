// example:file: the packaged program is the example
package org.acme.kit.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.equalToIgnoringCase;

import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM: a process there is killed")
class StopIT {

    // No test waits for its end: who exits within Program's patience exits before it.
    private static final String NEVER_ENDING = "1h";

    @Test
    void servesDuringTheDrainDelayButIsNotReady() throws Exception {
        try (Program program = start(NEVER_ENDING, NEVER_ENDING)) {
            Addresses addresses = program.addresses();
            assertThat(addresses.probe("ready")).isEqualTo(200);

            program.terminate();

            addresses.awaitNotReady();
            assertThat(addresses.probe("live")).isEqualTo(200);
            given().contentType(ContentType.JSON)
                    .body("{\"s\":\"hello\"}")
                    .post(addresses.uppercase())
                    .then()
                    .statusCode(200)
                    .body("v", equalTo("HELLO"))
                    .header("Connection", equalToIgnoringCase("close"));
        }
    }

    @Test
    void finishesWhatRunsAndExitsWithZero() throws Exception {
        try (Program program = start("1s", NEVER_ENDING);
                SlowCall slow = SlowCall.start(program.addresses().http())) {
            program.terminate();
            program.await("Waiting for HTTP requests to complete");

            assertThat(slow.finish()).contains("200 OK", "{\"v\":\"HELLO\"}");
            assertThat(program.exitCode()).isZero();
        }
    }

    /** Who goes on calling until the end is answered, refused, or meets a closed connection: it hears of no fault. */
    @Test
    void refusesThoseWhoStillComeAtTheEnd() throws Exception {
        for (int round = 0; round < 3; round++) {
            try (Program program = start("200ms", NEVER_ENDING);
                    SteadyCallers callers =
                            SteadyCallers.start(program.addresses().uppercase())) {
                program.terminate();

                assertThat(program.exitCode()).isZero();
                assertThat(callers.statuses()).contains(200).isSubsetOf(200, 503);
            }
        }
    }

    @Test
    void cutsWhatStillRunsWhenItsTimeIsUp() throws Exception {
        try (Program program = start("1s", "1s");
                SlowCall slow = SlowCall.start(program.addresses().http())) {
            program.terminate();

            program.await("Timed out waiting for graceful shutdown");
            assertThat(program.exitCode()).isZero();
        }
    }

    @Test
    void takesASecondSigtermForTheSameWish() throws Exception {
        try (Program program = start("1s", NEVER_ENDING);
                SlowCall slow = SlowCall.start(program.addresses().http())) {
            program.terminate();
            program.await("SIGTERM");
            program.terminate();
            program.awaitAll("SIGTERM again", "Waiting for HTTP requests to complete");
            program.terminate();
            program.await("SIGTERM again");

            assertThat(slow.finish()).contains("200 OK", "{\"v\":\"HELLO\"}");
            assertThat(program.exitCode()).isZero();
        }
    }

    @Test
    void exitsAtOnceOnASecondSigint() throws Exception {
        try (Program program = start(NEVER_ENDING, NEVER_ENDING)) {
            program.addresses();
            program.interrupt();
            program.await("SIGINT");

            program.interrupt();

            assertThat(program.exitCode()).isEqualTo(128 + 2);
        }
    }

    private static Program start(String delay, String timeout) throws Exception {
        return Program.start(Map.of(
                "quarkus.shutdown.delay", delay,
                "quarkus.shutdown.timeout", timeout,
                // A slow call may be slow.
                "kit.deadline.default", "2m"));
    }
}
