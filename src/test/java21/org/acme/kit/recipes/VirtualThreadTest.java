package org.acme.kit.recipes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.acme.kit.http.RequestId;
import org.junit.jupiter.api.Test;

/** Compiled and run where the JDK has virtual threads: the profile newer-jdk adds this folder. */
@QuarkusTest
class VirtualThreadTest {

    @ServerEndpoint
    static class KitVirtualEndpoint implements Endpoint<Void, String> {

        private final Deadlines deadlines;

        KitVirtualEndpoint(Deadlines deadlines) {
            this.deadlines = deadlines;
        }

        @Override
        public String call(Void nothing) {
            return Thread.currentThread().isVirtual() + " " + RequestId.current() + " "
                    + (deadlines.current().millis() <= 5_000);
        }
    }

    @Path("/kit-test/virtual")
    static class Resource {

        private final KitVirtualEndpoint virtual;

        Resource(KitVirtualEndpoint virtual) {
            this.virtual = virtual;
        }

        @GET
        @RunOnVirtualThread
        public String call() {
            return virtual.call(null);
        }
    }

    @Test
    void hasTheIdAndTheDeadlineOfItsRequest() {
        String answer = given().header(RequestId.HEADER, "r1")
                .header("x-envoy-expected-rq-timeout-ms", "5000")
                .get("/kit-test/virtual")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(answer).isEqualTo("true r1 true");
    }
}
