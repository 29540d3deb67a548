// kit:file: proves the kit through the example
package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(VanishedPeerTest.ShortIdleTime.class)
@WithTestResource(value = VanishingPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class VanishedPeerTest {

    /** Closes idle connections after a second, and lets a call take as long as the test needs. */
    public static class ShortIdleTime implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.rest-client.connection-ttl", "1000",
                    "quarkus.rest-client.read-timeout", "600000",
                    "kit.deadline.default", "10m",
                    "quarkus.stork.peers.service-discovery.min-ttl", "1s");
        }
    }

    @Inject
    @RestClient
    PeerClient peers;

    @TestHTTPResource(value = "/discovery/peers", management = true)
    URL nodes;

    @Test
    void finishesTheCallsInFlightAndClosesTheConnectionOnceItIsIdle() throws Exception {
        List<CompletableFuture<String>> calls = List.of(uppercase(), uppercase());
        VanishingPeers.asked().get(60, TimeUnit.SECONDS);
        VanishingPeers.firstVanishes();
        Instant late = Instant.now().plusSeconds(60);
        while (known() > 1 && Instant.now().isBefore(late)) {
            Thread.onSpinWait();
        }
        assertThat(known()).isOne();
        assertThat(VanishingPeers.closed()).isNotDone();

        VanishingPeers.release();

        assertThat(List.of(calls.get(0).get(), calls.get(1).get())).containsExactlyInAnyOrder("first", "second");
        assertThat(VanishingPeers.closed()).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(uppercase().get()).isEqualTo("second");
    }

    private CompletableFuture<String> uppercase() {
        return peers.uppercase(new UppercaseRequest("x"))
                .map(UppercaseResponse::v)
                .subscribeAsCompletionStage();
    }

    private int known() {
        return given().get(nodes).jsonPath().getList("nodes").size();
    }
}
