package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.telemetry.OtlpReceiver;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the calls of a job, which is no request and has a thread of its own, tell the peer. */
@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@WithTestResource(value = OtlpReceiver.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class JobCallTest {

    /** Nothing else calls this service, whose DNS is slow: the call here is its first. */
    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://first", configKey = "first")
    interface First {

        @GET
        @Path("/")
        Answer plain();
    }

    @Inject
    @RestClient
    FaultyPeer peer;

    @Inject
    @RestClient
    First first;

    @Inject
    Tracer tracer;

    @ConfigProperty(name = "kit.deadline.default")
    java.time.Duration deadline;

    @BeforeEach
    void heal() {
        FaultyPeers.allHave(Symptom.NONE);
        FaultyPeers.REQUESTS.clear();
    }

    static Stream<Consumer<FaultyPeer>> methods() {
        return Stream.of(
                FaultyPeer::plain,
                peer -> peer.uni().await().indefinitely(),
                peer -> peer.stage().toCompletableFuture().join());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyAttemptCarriesTheTraceOfTheJob(Consumer<FaultyPeer> method) {
        FaultyPeers.allHave(Symptom.ANSWERS_503);
        Span job = tracer.spanBuilder("job").startSpan();

        try (Scope inside = job.makeCurrent()) {
            assertThatException().isThrownBy(() -> method.accept(peer));
        }
        job.end();

        assertThat(FaultyPeers.REQUESTS)
                .hasSize(3)
                .allSatisfy(request -> assertThat(request)
                        .containsIgnoringCase(
                                "traceparent: 00-" + job.getSpanContext().getTraceId() + "-"));
    }

    @Test
    void theFirstCallSendsItsIdAndTheTimeThatIsLeftAfterTheWaitForDns() {
        MDC.put("requestId", "id-9");
        try {
            assertThat(first.plain().v()).isEqualTo("well");
        } finally {
            MDC.remove("requestId");
        }

        String request = FaultyPeers.REQUESTS.element();
        assertThat(request).containsIgnoringCase("x-request-id: id-9");
        String told = request.replaceAll("(?is).*\r\nx-envoy-expected-rq-timeout-ms: (\\d+)\r\n.*", "$1");
        assertThat(Long.parseLong(told))
                .isPositive()
                .isLessThanOrEqualTo(deadline.minus(FaultyPeers.DNS_TAKES).toMillis());
    }
}
