package org.acme.kit.stork;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.stork.Stork;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.acme.kit.balancing.Balancer;
import org.acme.kit.client.ClientEndpoint;
import org.acme.kit.dev.DevPeer;
import org.acme.kit.discovery.Await;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ProvidersTest.Weighted.class)
class ProvidersTest {

    public static class Weighted implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.stork.turns.service-discovery.type", "dnsjava",
                    "quarkus.stork.turns.service-discovery.name", "_http._tcp.turns.test",
                    "quarkus.stork.turns.load-balancer.type", "weighted-round-robin",
                    "quarkus.stork.turns.load-balancer.rest", "2s",
                    "quarkus.stork.draws.service-discovery.type", "dnsjava",
                    "quarkus.stork.draws.service-discovery.name", "_http._tcp.draws.test",
                    "quarkus.stork.draws.load-balancer.type", "weighted-random");
        }
    }

    @ApplicationScoped
    static class TurnsPeer implements DevPeer {

        @Override
        public String name() {
            return "_http._tcp.turns.test";
        }

        @Override
        public void answer(HttpServerRequest request) {
            request.response().end();
        }
    }

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://turns", configKey = "turns")
    interface Turns {

        @GET
        @Path("/")
        Uni<Void> take();
    }

    @Inject
    Balancers balancers;

    @Inject
    @RestClient
    Turns turns;

    @ParameterizedTest
    @ValueSource(strings = {"turns", "draws"})
    void storkBalancesWithThem(String service) {
        assertThat(Stork.getInstance().getService(service).getLoadBalancer())
                .isInstanceOfSatisfying(
                        StorkBalancer.class,
                        balancer -> assertThat(balancer.balancer()).isSameAs(balancer(service)));
    }

    @Test
    void callsAreCounted() {
        for (int call = 0; call < 6; call++) {
            turns.take().await().atMost(Await.PATIENCE);
        }

        assertThat(balancer("turns").report())
                .hasSize(3)
                .allSatisfy(instance -> assertThat(instance.answered()).isEqualTo(2));
    }

    private Balancer balancer(String service) {
        return balancers.all().stream()
                .filter(balancer -> balancer.service().equals(service))
                .findFirst()
                .orElseThrow();
    }
}
