package org.acme.kit.client;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;

/** What a service configures for two more clients: one of a service in DNS, one of a fixed URL. */
public class NewClients implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.stork.kit-prices.service-discovery.type", "dnsjava",
                "quarkus.stork.kit-prices.service-discovery.name", "_http._tcp.kit-prices.test",
                "quarkus.stork.kit-prices.load-balancer.type", "weighted-round-robin",
                "quarkus.rest-client.kit-prices.connect-timeout", "500");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(TaxOffice.class));
    }

    /** A server that is no service of ours: it has a URL, and tells which headers it was sent. */
    public static class TaxOffice implements QuarkusTestResourceLifecycleManager {

        private final Vertx vertx = Vertx.vertx();

        @Override
        public Map<String, String> start() {
            int port = vertx.createHttpServer()
                    .requestHandler(request -> request.response()
                            .putHeader("Content-Type", "application/json")
                            .end("{\"percent\":19,\"id\":\"" + request.getHeader("X-Request-Id") + "\"}"))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
            return Map.of("quarkus.rest-client.kit-tax.url", "http://127.0.0.1:" + port);
        }

        @Override
        public void stop() {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
