package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.acme.kit.error.BusinessFailure;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;

/** What a service names in {@code skipOn} is skipped, and so is what the kit takes for no fault. */
@QuarkusTest
class SkipOnTest {

    @ServerEndpoint
    static class KitSkippingEndpoint implements Endpoint<Supplier<String>, String> {
        @Override
        @CircuitBreaker(
                requestVolumeThreshold = 4,
                delay = 1,
                delayUnit = ChronoUnit.HOURS,
                skipOn = IllegalStateException.class)
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    @CircuitBreaker(
            requestVolumeThreshold = 4,
            delay = 1,
            delayUnit = ChronoUnit.HOURS,
            skipOn = IllegalStateException.class)
    static class KitSkippingClassEndpoint implements Endpoint<Supplier<String>, String> {
        @Override
        public String call(Supplier<String> request) {
            return request.get();
        }
    }

    @ServerEndpoint
    static class KitFallingBackEndpoint implements Endpoint<Supplier<String>, String> {
        @Override
        @Fallback(fallbackMethod = "instead", skipOn = IllegalStateException.class)
        public String call(Supplier<String> request) {
            return request.get();
        }

        String instead(Supplier<String> request) {
            return "instead";
        }
    }

    @RegisterRestClient(baseUri = "http://127.0.0.1:1", configKey = "kit-skipping")
    @RegisterProvider(Answering.class)
    @RegisterProvider(Refusal.class)
    interface KitSkipping {

        @GET
        @Path("/{what}")
        @CircuitBreaker(
                requestVolumeThreshold = 4,
                delay = 1,
                delayUnit = ChronoUnit.HOURS,
                skipOn = ConnectException.class)
        Uni<String> get(@PathParam("what") String what);

        @GET
        @Path("/{what}")
        @Fallback(fallbackMethod = "instead", skipOn = ConnectException.class)
        Uni<String> getOrElse(@PathParam("what") String what);

        default Uni<String> instead(String what) {
            return Uni.createFrom().item("instead");
        }
    }

    public static class Answering implements ClientRequestFilter {
        @Override
        public void filter(ClientRequestContext request) {
            String what = request.getUri().getPath().substring(1);
            if (!what.equals("unreachable")) {
                request.abortWith(Response.status(Integer.parseInt(what)).build());
            }
        }
    }

    public static class Refusal implements ResponseExceptionMapper<BusinessFailure> {
        @Override
        public boolean handles(int status, MultivaluedMap<String, Object> headers) {
            return status == 409;
        }

        @Override
        public BusinessFailure toThrowable(Response response) {
            return new BusinessFailure("full", "Full", 409, "Come back tomorrow.");
        }
    }

    @Inject
    KitSkippingEndpoint skipping;

    @Inject
    KitSkippingClassEndpoint skippingClass;

    @Inject
    KitFallingBackEndpoint fallingBack;

    @Inject
    @RestClient
    KitSkipping client;

    @Test
    void keepsTheCircuitOfAnEndpointClosed() {
        assertSkips(skipping);
        assertSkips(skippingClass);
    }

    @Test
    void hasNoFallback() {
        RuntimeException named = new IllegalStateException("named");
        RuntimeException refusal = new BusinessFailure("full", "Full", 409, "Come back tomorrow.");

        assertThatThrownBy(() -> fallingBack.call(failing(named))).isSameAs(named);
        assertThatThrownBy(() -> fallingBack.call(failing(refusal))).isSameAs(refusal);
        assertThat(fallingBack.call(failing(new IllegalArgumentException()))).isEqualTo("instead");
    }

    @Test
    void keepsTheCircuitOfAClientClosed() {
        for (int call = 0; call < 4; call++) {
            assertThatThrownBy(() -> await(client.get("unreachable"))).hasRootCauseInstanceOf(ConnectException.class);
            assertThatThrownBy(() -> await(client.get("409"))).isInstanceOf(BusinessFailure.class);
        }
        for (int call = 0; call < 2; call++) { // half of the last four
            assertThatThrownBy(() -> await(client.get("500"))).isNotInstanceOf(CircuitBreakerOpenException.class);
        }
        assertThatThrownBy(() -> await(client.get("500"))).isInstanceOf(CircuitBreakerOpenException.class);
    }

    @Test
    void hasNoFallbackInAClient() {
        assertThatThrownBy(() -> await(client.getOrElse("unreachable"))).hasRootCauseInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> await(client.getOrElse("409"))).isInstanceOf(BusinessFailure.class);
        assertThat(await(client.getOrElse("500"))).isEqualTo("instead");
    }

    private static void assertSkips(Endpoint<Supplier<String>, String> endpoint) {
        RuntimeException named = new IllegalStateException("named");
        RuntimeException refusal = new BusinessFailure("full", "Full", 409, "Come back tomorrow.");
        RuntimeException fault = new IllegalArgumentException("not named");
        for (int call = 0; call < 4; call++) {
            assertThatThrownBy(() -> endpoint.call(failing(named))).isSameAs(named);
            assertThatThrownBy(() -> endpoint.call(failing(refusal))).isSameAs(refusal);
        }
        for (int call = 0; call < 2; call++) { // half of the last four
            assertThatThrownBy(() -> endpoint.call(failing(fault))).isSameAs(fault);
        }
        assertThatThrownBy(() -> endpoint.call(() -> "x")).isInstanceOf(CircuitBreakerOpenException.class);
    }

    private static Supplier<String> failing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }

    private static String await(Uni<String> answer) {
        return answer.await().indefinitely();
    }
}
