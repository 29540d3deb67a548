package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = TlsPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class TargetNamesTest {

    @RegisterRestClient(baseUri = "stork://honest", configKey = "honest")
    interface HonestPeer {
        @GET
        @Path("/")
        Uni<String> indicatedServerName();
    }

    @RegisterRestClient(baseUri = "stork://impostor", configKey = "impostor")
    interface Impostor {
        @GET
        @Path("/")
        Uni<String> indicatedServerName();
    }

    @Inject
    @RestClient
    HonestPeer honest;

    @Inject
    @RestClient
    Impostor impostor;

    @Test
    void asksForTheTargetByNameAndAcceptsItsCertificate() {
        assertThat(honest.indicatedServerName().await().atMost(Duration.ofSeconds(10)))
                .isEqualTo("{\"v\":\"peer.test\"}");
    }

    @Test
    void refusesACertificateOfAnotherName() {
        assertThatThrownBy(() -> impostor.indicatedServerName().await().atMost(Duration.ofSeconds(10)))
                .hasRootCauseInstanceOf(java.security.cert.CertificateException.class);
    }
}
