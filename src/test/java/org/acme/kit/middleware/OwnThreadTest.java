package org.acme.kit.middleware;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.acme.kit.http.RequestId;
import org.junit.jupiter.api.Test;

/** Drivers and clients have threads of their own, and answer there. */
@QuarkusTest
class OwnThreadTest {

    @ServerEndpoint
    static class KitDriverEndpoint implements Endpoint<String, Uni<String>> {
        @Override
        public Uni<String> call(String request) {
            return Uni.createFrom()
                    .emitter(answer -> new Thread(() -> {
                                if (request.isEmpty()) {
                                    answer.fail(new IllegalStateException("out of paper"));
                                } else {
                                    answer.complete(request);
                                }
                            })
                            .start());
        }
    }

    @Path("/kit-test/driver")
    static class DriverResource {

        private final KitDriverEndpoint driver;

        DriverResource(KitDriverEndpoint driver) {
            this.driver = driver;
        }

        @GET
        @Path("/answers")
        public Uni<String> answers() {
            return driver.call("x")
                    .map(answer -> RequestId.current() + " on "
                            + Thread.currentThread().getName());
        }

        @GET
        @Path("/fails")
        public Uni<String> fails() {
            return driver.call("");
        }
    }

    @Test
    void comesBackToTheRequestWithAnAnswer() {
        List<String> ids =
                idsInTheLog(() -> assertThat(get("/kit-test/driver/answers")).startsWith("r1 on vert.x-eventloop"));

        assertThat(ids).containsExactly("r1");
    }

    @Test
    void comesBackToTheRequestWithAFailure() {
        List<String> ids =
                idsInTheLog(() -> assertThat(get("/kit-test/driver/fails")).contains("\"requestId\":\"r1\""));

        assertThat(ids).containsExactly("r1");
    }

    private static String get(String path) {
        return given().header(RequestId.HEADER, "r1").get(path).asString();
    }

    /** The lines are listened to on the thread that writes them, which knows the id that they get. */
    private static List<String> idsInTheLog(Runnable call) {
        List<String> ids = new CopyOnWriteArrayList<>();
        try (LogLines log = new LogLines("endpoint", line -> ids.add(RequestId.current()))) {
            call.run();
        }
        return ids;
    }
}
