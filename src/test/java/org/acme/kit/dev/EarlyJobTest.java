package org.acme.kit.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.acme.kit.client.ClientEndpoint;
import org.acme.kit.discovery.Await;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;

/** A job that calls a peer before the dev network is up. */
@QuarkusTest
@TestProfile(EarlyJobTest.WithEarlyJob.class)
class EarlyJobTest {

    public static class WithEarlyJob implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(EarlyJob.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.stork.early.service-discovery.type", "dnsjava",
                    "quarkus.stork.early.service-discovery.name", "_http._tcp.turns.test",
                    "quarkus.stork.early.load-balancer.type", "weighted-round-robin");
        }
    }

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://early", configKey = "early")
    interface Early {
        @GET
        @Path("/")
        Uni<Void> take();
    }

    @Alternative
    @Singleton
    static class EarlyJob {

        private final CompletableFuture<Void> done = new CompletableFuture<>();

        void start(@Observes @Priority(1) StartupEvent start, Vertx vertx, @RestClient Early peer) {
            CompletableFuture<Void> begun = new CompletableFuture<>();
            vertx.runOnContext(loop -> {
                peer.take().chain(peer::take).subscribe().with(done::complete, done::completeExceptionally);
                begun.complete(null);
            });
            begun.join();
        }
    }

    @Inject
    EarlyJob job;

    @Test
    void isAnsweredAndTheStartGoesOn() {
        assertThat(job.done).succeedsWithin(Await.PATIENCE);
    }
}
