package org.acme.kit.balancing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.smallrye.stork.Stork;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ProvidersTest.Weighted.class)
class ProvidersTest {

    public static class Weighted implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.stork.peers.load-balancer.type", "weighted-round-robin",
                    "quarkus.stork.peers.load-balancer.rest", "2s",
                    "quarkus.stork.others.service-discovery.type", "dnsjava",
                    "quarkus.stork.others.service-discovery.name", "_http._tcp.others.test",
                    "quarkus.stork.others.load-balancer.type", "weighted-random");
        }
    }

    @Inject
    Balancers balancers;

    @Test
    void storkBalancesWithThem() {
        assertThat(balancers.all()).extracting(Balancer::service).containsExactly("others", "peers");
        assertThat(Stork.getInstance().getService("peers").getLoadBalancer()).isInstanceOf(Balancer.class);
    }

    @Test
    void callsAreCounted() {
        for (int call = 0; call < 6; call++) {
            given().contentType(ContentType.JSON)
                    .body("{\"s\":\"hello\"}")
                    .post("/uppercase")
                    .then()
                    .statusCode(200);
        }
        Balancer peers = balancers.all().get(1);
        assertThat(peers.report()).isNotEmpty();
        assertThat(peers.report().stream().mapToLong(InstanceReport::answered).sum())
                .isEqualTo(6);
    }
}
