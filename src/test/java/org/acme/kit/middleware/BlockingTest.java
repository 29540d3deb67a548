package org.acme.kit.middleware;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BlockingTest {

    @ServerEndpoint
    static class KitThreadEndpoint implements Endpoint<String, String> {
        @Override
        public String call(String request) {
            return Thread.currentThread().toString();
        }
    }

    @Path("/kit-test/thread")
    static class ThreadResource {

        private final KitThreadEndpoint thread;

        ThreadResource(KitThreadEndpoint thread) {
            this.thread = thread;
        }

        @GET
        @Path("/computes")
        @NonBlocking
        public String computes() {
            return thread.call("");
        }

        @GET
        @Path("/blocks")
        @Blocking
        public String blocks() {
            return thread.call("");
        }
    }

    @Test
    void computesOnTheEventLoop() {
        assertThat(get("/kit-test/thread/computes").asString()).contains("vert.x-eventloop");
    }

    /** From JDK 21 on it may say @RunOnVirtualThread; on 17 that stops the build. */
    @Test
    void blocksOnAWorker() {
        assertThat(get("/kit-test/thread/blocks").asString()).contains("executor-thread");
    }
}
