// example:file: the packaged program is the example
package org.acme.kit.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartIT {

    @ParameterizedTest
    @ValueSource(strings = {"quarkus.http.port", "quarkus.management.port"})
    void doesNotStartOnATakenPortAndNamesIt(String key) throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(refusal(Map.of(key, port))).contains("ERROR").contains(port);
        }
    }

    @Test
    void doesNotStartWithAKeyItCannotReadAndNamesTheFile() throws Exception {
        assertThat(refusal(Map.of(
                        "quarkus.http.ssl.certificate.files", "/absent/tls.crt",
                        "quarkus.http.ssl.certificate.key-files", "/absent/tls.key")))
                .contains("ERROR")
                .contains("/absent/tls.");
    }

    @Test
    void doesNotStartWithAValueOfTheWrongKindAndNamesTheKey() throws Exception {
        assertThat(refusal(Map.of("quarkus.shutdown.delay", "soon"))).contains("quarkus.shutdown.delay", "\"soon\"");
    }

    @Test
    void isReadyWithoutDnsAndPeersAndStaysSo() throws Exception {
        Map<String, String> nobodyThere = Map.of(
                "stringsvc.proxy", "true",
                "quarkus.stork.peers.service-discovery.servers", "127.0.0.1:1",
                "quarkus.stork.peers.service-discovery.first-wait", "100ms",
                // Else the started probe waits for DNS, bounded; ready and live never do.
                "kit.discovery.startup-wait", "0s");
        try (Program program = Program.start(nobodyThere)) {
            Addresses addresses = program.addresses();

            given().contentType(ContentType.JSON)
                    .body("{\"s\":\"hello\"}")
                    .post(addresses.uppercase())
                    .then()
                    .statusCode(503)
                    .body("status", equalTo(503));

            assertThat(addresses.probe("started")).isEqualTo(200);
            assertThat(addresses.probe("ready")).isEqualTo(200);
            assertThat(addresses.probe("live")).isEqualTo(200);
        }
    }

    private static String refusal(Map<String, String> settings) throws Exception {
        try (Program program = Program.start(settings)) {
            assertThat(program.exitCode()).isEqualTo(1);
            return program.output();
        }
    }
}
