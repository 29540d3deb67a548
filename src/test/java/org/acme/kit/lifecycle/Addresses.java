// example:file: the packaged program is the example
package org.acme.kit.lifecycle;

import static io.restassured.RestAssured.given;

import java.time.Duration;
import org.acme.kit.discovery.Await;

/** Where a program listens on this machine. */
record Addresses(int http, int management) {

    String uppercase() {
        return "http://127.0.0.1:" + http + "/uppercase";
    }

    /** Asks a probe and returns the status. */
    int probe(String name) {
        return given().get("http://127.0.0.1:" + management + "/q/health/" + name)
                .statusCode();
    }

    /** Asks until the program is not ready, for at most two minutes. */
    void awaitNotReady() {
        Await.until(Duration.ofMinutes(2), "not ready", () -> probe("ready") != 200);
    }
}
