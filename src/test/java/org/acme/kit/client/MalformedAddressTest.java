package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.acme.kit.discovery.Await;
import org.acme.kit.stork.Attempts;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class MalformedAddressTest {

    @Inject
    @RestClient
    FaultyPeer peer;

    /** Other discoveries than DNS may find one; the call would have no end. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failsTheCallAndNamesTheService(boolean onAnotherThread) {
        QuarkusMock.installMockForType(Attempts.always("my_host", onAnotherThread), Balancers.class);

        assertThat(peer.uni().subscribeAsCompletionStage())
                .failsWithin(Await.PATIENCE)
                .withThrowableThat()
                .havingRootCause()
                .withMessageContaining("my_host");
    }
}
