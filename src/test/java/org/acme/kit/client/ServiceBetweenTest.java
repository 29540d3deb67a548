package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.acme.kit.balancing.InstanceReport;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.deadline.Deadline;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.discovery.Await;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;

/** A service between two others with the same settings: its caller gives it the read time-out, and it spends a part itself. */
@QuarkusTest
@TestProfile(ServiceBetweenTest.Settings.class)
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class ServiceBetweenTest {

    public static class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.rest-client.kit-next.read-timeout", "2000");
        }
    }

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://faulty", configKey = "kit-next")
    interface Next {
        @GET
        @Path("/")
        Uni<Answer> uni();
    }

    @Inject
    @RestClient
    Next next;

    @Inject
    Balancers balancers;

    @Inject
    Deadlines deadlines;

    @Inject
    Vertx vertx;

    @Test
    void seesThatTheNextOneHangs() {
        FaultyPeers.allHave(Symptom.HANGS);
        Await.until("a failure", () -> {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()).runOnContext(request -> {
                deadlines.carry(new Deadline(System.nanoTime() + 1_900_000_000, System::nanoTime));
                next.uni().subscribe().with(answer::complete, answer::completeExceptionally);
            });
            assertThat(answer).failsWithin(Await.PATIENCE);
            return failed() != 0;
        });
        assertThat(failed()).isPositive();
    }

    private long failed() {
        return FaultyInstances.sumOf(InstanceReport::failed, balancers);
    }
}
