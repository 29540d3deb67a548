// example:file: the packaged program is the example
package org.acme.kit.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepeatedLinesIT {

    private static final int CALLS = 3;

    /** The interval is read when the program runs: the build of a native program must not settle it. */
    @Test
    void aProblemThatLastsIsLoggedForEachCallWhereTheConfigurationSaysSo() throws Exception {
        try (Program program = startAlone("0s")) {
            String uppercase = program.addresses().uppercase();
            for (int call = 0; call < CALLS; call++) {
                call(uppercase);
                assertThat(program.await("Answered 503")).contains("No instance of 'peers'");
            }
        }
    }

    @Test
    void theNumberOfRepetitionsIsLoggedWhenTheProgramEnds() throws Exception {
        try (Program program = startAlone("1h")) {
            String uppercase = program.addresses().uppercase();
            for (int call = 0; call < CALLS; call++) {
                call(uppercase);
            }

            program.terminate();

            assertThat(program.exitCode()).isZero();
            assertThat(program.output().lines().filter(line -> line.contains("Answered 503")))
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("\"repeated\":" + (CALLS - 1));
        }
    }

    /** Starts the program where it finds no peer. */
    private static Program startAlone(String repeatAfter) throws Exception {
        return Program.start(Map.of(
                "stringsvc.proxy", "true",
                "quarkus.stork.peers.service-discovery.servers", "127.0.0.1:1",
                "quarkus.stork.peers.service-discovery.first-wait", "100ms",
                "quarkus.shutdown.delay", "0s",
                "kit.discovery.startup-wait", "0s",
                "kit.log.repeat-after", repeatAfter));
    }

    private static void call(String uppercase) {
        given().contentType(ContentType.JSON)
                .body("{\"s\":\"hello\"}")
                .post(uppercase)
                .then()
                .statusCode(503);
    }
}
