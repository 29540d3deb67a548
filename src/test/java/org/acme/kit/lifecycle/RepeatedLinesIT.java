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
        Map<String, String> nobodyThere = Map.of(
                "stringsvc.proxy", "true",
                "quarkus.stork.peers.service-discovery.servers", "127.0.0.1:1",
                "quarkus.stork.peers.service-discovery.first-wait", "100ms",
                "kit.discovery.startup-wait", "0s",
                "kit.log.repeat-after", "0s");
        try (Program program = Program.start(nobodyThere)) {
            String uppercase = program.addresses().uppercase();
            for (int call = 0; call < CALLS; call++) {
                given().contentType(ContentType.JSON)
                        .body("{\"s\":\"hello\"}")
                        .post(uppercase)
                        .then()
                        .statusCode(503);
                assertThat(program.await("Answered 503")).contains("No instance of 'peers'");
            }
        }
    }
}
