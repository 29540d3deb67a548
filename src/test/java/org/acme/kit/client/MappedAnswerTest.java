package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Response;
import java.util.function.ToLongFunction;
import org.acme.kit.balancing.InstanceReport;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that makes exceptions of its own of answers: the instance is judged by what it answered. */
@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class MappedAnswerTest {

    static final class OrdersDown extends RuntimeException {}

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://faulty", configKey = "own-exceptions")
    interface OwnExceptions {

        @GET
        @Path("/")
        Answer plain();

        @ClientExceptionMapper
        static RuntimeException map(Response answer) {
            return answer.getStatus() >= 500 ? new OrdersDown() : null;
        }
    }

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://faulty", configKey = "other-statuses")
    interface OtherStatuses {

        @GET
        @Path("/")
        Answer plain();

        @ClientExceptionMapper
        static RuntimeException map(Response answer) {
            return answer.getStatus() == 404
                    ? new ServiceUnavailableException()
                    : answer.getStatus() >= 500 ? new InternalServerErrorException() : null;
        }
    }

    @Inject
    @RestClient
    OwnExceptions own;

    @Inject
    @RestClient
    OtherStatuses other;

    @Inject
    @RestClient
    FaultyPeer peer;

    @Inject
    Balancers balancers;

    private long failedBefore;

    @BeforeEach
    void know() {
        FaultyInstances.know(peer);
        failedBefore = sum(InstanceReport::failed);
    }

    @AfterEach
    void heal() {
        FaultyInstances.heal(peer, balancers);
    }

    @Test
    void anInstanceThatPushesBackIsAvoidedAndNotEjected() {
        FaultyPeers.allHave(Symptom.PUSHES_BACK);

        assertThatThrownBy(own::plain).isInstanceOf(OrdersDown.class);

        assertThat(sum(instance -> instance.pushingBack() ? 1 : 0)).isOne();
        assertThat(sum(InstanceReport::failed)).isEqualTo(failedBefore);
    }

    @Test
    void aRefusalIsNoFaultWhateverIsMadeOfIt() {
        FaultyPeers.allHave(Symptom.ANSWERS_404);

        assertThatThrownBy(other::plain).isInstanceOf(ServiceUnavailableException.class);

        assertThat(sum(InstanceReport::failed)).isEqualTo(failedBefore);
    }

    @Test
    void aGatewayFailureIsAFaultWhateverIsMadeOfIt() {
        FaultyPeers.allHave(Symptom.ANSWERS_503);

        assertThatThrownBy(other::plain).isInstanceOf(InternalServerErrorException.class);

        assertThat(sum(InstanceReport::failed)).isEqualTo(failedBefore + 1);
    }

    private long sum(ToLongFunction<InstanceReport> what) {
        return FaultyInstances.sumOf(what, balancers);
    }
}
