package org.acme.kit.middleware;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.telemetry.OtlpReceiver;
import org.acme.kit.telemetry.Trace;
import org.junit.jupiter.api.Test;

/** An endpoint that another endpoint calls has a span of its own: each says how its own call ended. */
@QuarkusTest
@WithTestResource(value = OtlpReceiver.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class NestedSpansTest {

    @ServerEndpoint
    static class KitNestedEndpoint implements Endpoint<Void, Uni<String>> {
        @Override
        public Uni<String> call(Void nothing) {
            return Uni.createFrom().failure(new BusinessFailure("sold-out", "Sold out", 409, "Come back tomorrow."));
        }
    }

    @ServerEndpoint
    static class KitNestingEndpoint implements Endpoint<Void, Uni<String>> {

        private final KitNestedEndpoint nested;

        KitNestingEndpoint(KitNestedEndpoint nested) {
            this.nested = nested;
        }

        @Override
        public Uni<String> call(Void nothing) {
            return nested.call(null).onFailure().recoverWithItem("nothing left");
        }
    }

    @Path("/kit-test/nesting")
    static class Resource {

        private final KitNestingEndpoint nesting;

        Resource(KitNestingEndpoint nesting) {
            this.nesting = nesting;
        }

        @GET
        public Uni<String> call() {
            return nesting.call(null);
        }
    }

    @Test
    void areKeptApart() {
        Trace trace = new Trace();
        given().header("traceparent", trace.parent())
                .get("/kit-test/nesting")
                .then()
                .statusCode(200);

        List<Span> spans = OtlpReceiver.spans(trace, 2);
        // They may arrive in either order.
        Span nested = named("endpoint kit-nested", spans);
        Span request = named("GET /kit-test/nesting", spans);
        assertThat(nested.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(Trace.tags(nested)).containsEntry("endpoint", "kit-nested").containsEntry("outcome", "business");
        assertThat(Trace.tags(request)).containsEntry("endpoint", "kit-nesting").containsEntry("outcome", "ok");
    }

    private static Span named(String name, List<Span> spans) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
