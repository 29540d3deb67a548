package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.discovery.Await;
import org.acme.kit.middleware.LogLines;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class IdleConnectionTest {

    @RestClient
    FaultyPeer peer;

    @AfterEach
    void heal() {
        FaultyPeers.allHave(Symptom.NONE);
    }

    /** Load balancers do so after some minutes; each reset would be an error in the log that nobody can mend. */
    @Test
    void aResetOfAnIdleConnectionIsNoErrorInTheLog() {
        FaultyPeers.allHave(Symptom.RESETS_IDLE);
        int before = FaultyPeers.RESETS.get();
        try (LogLines log = new LogLines("io.vertx.core.net.impl.ConnectionBase")) {
            Await.until("six resets", () -> {
                assertThat(peer.plain().v()).isEqualTo("well");
                return FaultyPeers.RESETS.get() >= before + 6;
            });

            assertThat(log.lines()).isEmpty();
        }
    }
}
