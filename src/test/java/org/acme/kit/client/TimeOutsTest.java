package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.acme.kit.balancing.InstanceReport;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.faulttolerance.ExecutionContext;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.FallbackHandler;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time-outs of Fault Tolerance, which ends no attempt itself: the next one or the end of the call does. */
@QuarkusTest
@TestProfile(TimeOutsTest.Patience.class)
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class TimeOutsTest {

    public static class Patience implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.rest-client.kit-patient.read-timeout", "60000");
        }
    }

    /** Has no read time-out that ends an attempt before Fault Tolerance does. */
    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://faulty", configKey = "kit-patient")
    interface Patient {
        @GET
        @Path("/")
        @Timeout(200)
        @Fallback(SpareUni.class)
        Uni<Answer> uniOrSpare();
    }

    static class SpareUni implements FallbackHandler<Uni<Answer>> {
        @Override
        public Uni<Answer> handle(ExecutionContext context) {
            return Uni.createFrom().item(new Answer("spare"));
        }
    }

    @Inject
    @RestClient
    Patient patient;

    @Inject
    @RestClient
    FaultyPeer peer;

    @Inject
    Balancers balancers;

    @BeforeEach
    void know() {
        FaultMatrixTest.know(peer);
    }

    @AfterEach
    void heal() {
        assertThat(sumOf(InstanceReport::inFlight)).isZero();
        FaultMatrixTest.heal(peer, balancers);
    }

    private long sumOf(ToLongFunction<InstanceReport> what) {
        return balancers.of("faulty").orElseThrow().report().stream()
                .mapToLong(what)
                .sum();
    }

    private long failed() {
        return sumOf(InstanceReport::failed);
    }

    @Test
    void anAttemptThatAFallbackReplacesIsAFailureAndIsNotInFlightForEver() {
        long before = failed();
        FaultyPeers.allHave(Symptom.HANGS);

        assertThat(patient.uniOrSpare().await().atMost(Duration.ofSeconds(10)).v())
                .isEqualTo("spare");
        assertThat(failed()).isEqualTo(before + 1);
        assertThat(sumOf(InstanceReport::inFlight)).isZero();
    }
}
