package org.acme.kit.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.acme.kit.http.RequestId;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

/** What the steps of a {@code Uni} see of their request with the kit's defaults. */
@QuarkusTest
class ContextPropagationTest {

    @RequestScoped
    static class Tenant {

        private String name = "none";

        void is(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }
    }

    @Path("/kit-test/tenant")
    static class TenantResource {

        private final Tenant tenant;

        TenantResource(Tenant tenant) {
            this.tenant = tenant;
        }

        @GET
        @Path("/after-a-timer")
        public Uni<String> afterATimer() {
            tenant.is("acme");
            return Uni.createFrom()
                    .item("x")
                    .onItem()
                    .delayIt()
                    .by(Duration.ofMillis(1))
                    .map(later -> tenant.name() + " " + RequestId.current() + " " + MDC.get("requestId"));
        }

        @GET
        @Path("/on-another-thread")
        public Uni<String> onAnotherThread() {
            tenant.is("acme");
            return Uni.createFrom()
                    .<String>emitter(answer -> new Thread(() -> answer.complete("x")).start())
                    .map(later -> tenant.name());
        }
    }

    @Test
    void aRequestIsTheSameAfterATimer() {
        assertThat(get("after-a-timer")).isEqualTo("acme r1 r1");
    }

    @Test
    void aStepOfAUniIsWrappedOnlyToCaptureContexts() {
        Supplier<String> step = () -> "x";

        assertThat(Infrastructure.decorate(step) != step).as("wrapped").isEqualTo(captures());
    }

    /** Whether the configuration has each step capture the contexts. */
    boolean captures() {
        return false;
    }

    static String get(String path) {
        return given().header(RequestId.HEADER, "r1")
                .get("/kit-test/tenant/" + path)
                .asString();
    }
}
