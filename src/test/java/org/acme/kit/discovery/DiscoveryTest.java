package org.acme.kit.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DiscoveryTest.OneHost.class)
class DiscoveryTest {

    /** Adds a service whose instances are the development DNS server's own host. */
    public static class OneHost implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.stork.host.service-discovery.type", "dnsjava",
                    "quarkus.stork.host.service-discovery.name", "ns.test",
                    "quarkus.stork.host.service-discovery.port", "8080",
                    "quarkus.stork.host.service-discovery.record", "a");
        }
    }

    @Inject
    Discovery discovery;

    @TestHTTPResource(value = "/discovery", management = true)
    URL route;

    @Test
    void tellsTheInstancesToCodeWithoutAnHttpClient() {
        List<DnsInstance> first = discovery.changes("host").toUni().await().atMost(Await.PATIENCE);

        assertThat(first).extracting(DnsInstance::socketAddress).containsExactly("127.0.0.1:8080");
        assertThat(discovery.instances("host")).isEqualTo(first);
    }

    @Test
    void namesTheKnownServicesWhenAskedForAnother() {
        assertThatThrownBy(() -> discovery.instances("orders"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'orders'", "host", "quarkus.stork.orders.service-discovery.type");
        assertThat(discovery.status("orders")).isEmpty();
    }

    @Test
    void showsTheNodesOfAServiceOnTheManagementInterface() {
        discovery.changes("host").toUni().await().atMost(Await.PATIENCE);

        RestAssured.get(route + "/host")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("nodes.addr", Matchers.contains("127.0.0.1:8080"))
                .body("nodes.weight", Matchers.contains(1))
                .body("nodes.priority", Matchers.contains(0))
                .body("ttl", Matchers.equalTo(5))
                .body("age", Matchers.greaterThanOrEqualTo(0f))
                .body("error", Matchers.nullValue());
    }

    @Test
    void listsTheServices() {
        RestAssured.get(route).then().statusCode(200).body("", Matchers.hasItem("host"));
    }

    @Test
    void answersAProblemForAServiceItDoesNotKnow() {
        RestAssured.get(route + "/orders")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", Matchers.containsString("host"));
    }
}
