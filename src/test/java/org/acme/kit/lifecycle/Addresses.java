// example:file: the packaged program is the example
package org.acme.kit.lifecycle;

import static io.restassured.RestAssured.given;

import java.time.Duration;

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

    /** Asks until the program is not ready, for at most ten seconds, and returns how long that took. */
    Duration timeUntilNotReady() {
        long start = System.nanoTime();
        Duration taken = Duration.ZERO;
        while (probe("ready") == 200 && taken.toSeconds() < 10) {
            taken = Duration.ofNanos(System.nanoTime() - start);
        }
        return taken;
    }
}
