package org.acme.kit.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.acme.kit.client.ClientEndpoint;
import org.acme.kit.dev.DevPeer;
import org.acme.kit.discovery.Await;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MetersTest.OneService.class)
class MetersTest {

    /** Has one service to look up and to balance, so that the kit's meters are there without the example. */
    public static class OneService implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.stork.metered.service-discovery.type", "dnsjava",
                    "quarkus.stork.metered.service-discovery.name", "_http._tcp.metered.test",
                    "quarkus.stork.metered.load-balancer.type", "weighted-round-robin");
        }
    }

    @ApplicationScoped
    static class MeteredPeer implements DevPeer {

        @Override
        public String name() {
            return "_http._tcp.metered.test";
        }

        @Override
        public void answer(HttpServerRequest request) {
            request.response().end();
        }
    }

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://metered", configKey = "metered")
    interface Metered {

        @GET
        @Path("/")
        Uni<Void> call();
    }

    @Inject
    @RestClient
    Metered metered;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Test
    void areAllInTheTablesOfTheDocuments() throws IOException {
        useEverything();

        Map<String, List<String>> shown = Scrape.of(metrics).tagsOfTheKit();

        assertThat(shown)
                .isEqualTo(MetricsTable.in(
                                java.nio.file.Path.of("src/docs/metrics.md"),
                                java.nio.file.Path.of("src/docs/operate.md"))
                        .tags());
    }

    private void useEverything() {
        given().contentType(ContentType.JSON)
                .body("{\"s\":\"x\"}")
                .post("/kit-test/probe/echo")
                .then()
                .statusCode(200);
        metered.call().await().atMost(Await.PATIENCE); // waits for DNS, and so is nobody's
        metered.call().await().atMost(Await.PATIENCE);
    }
}
