package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client that calls no peer takes along to another host. */
@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class StrangerRedirectTest {

    private static final String DEADLINE = "x-envoy-expected-rq-timeout-ms";

    interface Stranger {
        @GET
        @Path("/")
        String get(@HeaderParam("Authorization") String token, @HeaderParam("Proxy-Authorization") String proxy);

        @GET
        @Path("/")
        String marked(@HeaderParam("X-Request-Id") String id, @HeaderParam(DEADLINE) long millis);
    }

    private final URI fixed = ConfigProvider.getConfig().getValue("quarkus.rest-client.fixed.url", URI.class);
    private final Stranger stranger = QuarkusRestClientBuilder.newBuilder()
            .baseUri(fixed)
            .followRedirects(true)
            .build(Stranger.class);

    @BeforeEach
    void redirect() {
        FaultyPeers.REQUESTS.clear();
        FaultyPeers.redirectTo("http://localhost:" + fixed.getPort() + "/there");
        FaultyPeers.allHave(Symptom.REDIRECTS);
    }

    @AfterEach
    void heal() {
        FaultyPeers.allHave(Symptom.NONE);
    }

    @Test
    void doesNotIncludeCredentials() {
        stranger.get("Bearer secret", "Basic secret");

        assertThat(FaultyPeers.REQUESTS).hasSize(2);
        assertThat(FaultyPeers.REQUESTS).first().asString().contains("Bearer secret", "Basic secret");
        assertThat(FaultyPeers.REQUESTS)
                .last()
                .asString()
                .startsWith("GET /there ")
                .doesNotContain("secret");
    }

    /** The kit has put neither there. They are as any other header of the service. */
    @Test
    void includesAnIdAndADeadlineOfTheService() {
        stranger.marked("order-7", 250);

        assertThat(FaultyPeers.REQUESTS)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("GET /there ")
                .contains("X-Request-Id: order-7", DEADLINE + ": 250");
    }
}
