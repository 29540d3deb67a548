package org.acme.kit.management;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.Socket;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProbesUnderLoadTest {

    // Tests serve the public port with that many event loops.
    private static final int EVENT_LOOPS = 2;
    private static final Semaphore BLOCKED = new Semaphore(0);
    private static final CountDownLatch END = new CountDownLatch(1);

    @Path("/kit-test/stuck")
    static class StuckResource {

        @GET
        @NonBlocking
        public String stick() throws InterruptedException {
            BLOCKED.release();
            END.await();
            return "loose";
        }
    }

    @TestHTTPResource(value = "/", management = true)
    URL management;

    @Test
    void areAnsweredWhileEveryEventLoopOfThePublicPortIsBusy() throws Exception {
        List<Socket> callers = new ArrayList<>();
        try {
            for (int number = 0; number < 4 * EVENT_LOOPS; number++) {
                Socket caller = new Socket("localhost", RestAssured.port);
                caller.getOutputStream().write("GET /kit-test/stuck HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
                callers.add(caller);
            }
            assertThat(BLOCKED.tryAcquire(EVENT_LOOPS, 20, TimeUnit.SECONDS)).isTrue();

            for (int probe = 0; probe < 2 * EVENT_LOOPS; probe++) {
                for (String sign : List.of("live", "ready")) {
                    given().get(management + "health/" + sign).then().statusCode(200);
                }
            }
        } finally {
            END.countDown();
            for (Socket caller : callers) {
                caller.close();
            }
        }
    }
}
