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
import jakarta.ws.rs.core.Response;
import org.acme.kit.discovery.Await;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = TlsPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class PeerNamesTest {

    @RegisterRestClient(baseUri = "stork://honest", configKey = "honest")
    interface HonestPeer {
        @GET
        @Path("/")
        Uni<String> indicatedServerName();

        @GET
        @Path("/moved")
        Uni<String> moved();
    }

    @RegisterRestClient(baseUri = "stork://impostor", configKey = "impostor")
    interface Impostor {
        @GET
        @Path("/")
        Uni<String> indicatedServerName();
    }

    @RegisterRestClient(baseUri = "stork://impostor-http2", configKey = "impostor-http2")
    interface ImpostorOverHttp2 {
        @GET
        @Path("/")
        Uni<String> indicatedServerName();
    }

    /** At the address of the honest peer, under a name that is not in its certificate. */
    @RegisterRestClient(baseUri = "stork://alias", configKey = "alias")
    interface Alias {
        @GET
        @Path("/")
        Uni<String> indicatedServerName();
    }

    /** HTTP/2 over IPv6. */
    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://six", configKey = "six")
    interface SixthPeer {
        @GET
        @Path("/")
        Uni<Response> answer();

        @GET
        @Path("/moved")
        Uni<Response> moved();

        @GET
        @Path("/once")
        Uni<Response> once();
    }

    @Inject
    Balancers balancers;

    @Inject
    @RestClient
    Alias alias;

    @Inject
    @RestClient
    SixthPeer six;

    @Inject
    @RestClient
    HonestPeer honest;

    @Inject
    @RestClient
    Impostor impostor;

    @Inject
    @RestClient
    ImpostorOverHttp2 impostorOverHttp2;

    @Test
    void asksForTheTargetByNameAndAcceptsItsCertificate() {
        assertThat(honest.indicatedServerName().await().atMost(Await.PATIENCE)).isEqualTo("{\"v\":\"peer.test\"}");
    }

    /** The impostor's certificate is also one of its address: who forges an answer of DNS may well have that. */
    @Test
    void refusesACertificateOfAnotherName() {
        assertThatThrownBy(() -> impostor.indicatedServerName().await().atMost(Await.PATIENCE))
                .hasRootCauseInstanceOf(java.security.cert.CertificateException.class);
    }

    @Test
    void refusesItOverHttp2Too() {
        assertThatThrownBy(() -> impostorOverHttp2.indicatedServerName().await().atMost(Await.PATIENCE))
                .hasRootCauseInstanceOf(java.security.cert.CertificateException.class);
    }

    @Test
    void twoServicesBehindOneAddressAreVerifiedEachByItsOwnName() {
        for (int call = 0; call < 2; call++) {
            assertThat(honest.indicatedServerName().await().atMost(Await.PATIENCE))
                    .isEqualTo("{\"v\":\"peer.test\"}");
            assertThatThrownBy(() -> alias.indicatedServerName().await().atMost(Await.PATIENCE))
                    .hasRootCauseInstanceOf(java.security.cert.CertificateException.class);
        }
    }

    @Test
    void asksByNameOverIpv6AndHttp2Too() {
        Response answer = six.answer().await().atMost(Await.PATIENCE);

        assertThat(answer.readEntity(String.class)).isEqualTo("{\"v\":\"peer6.test\"}");
        assertThat(answer.getHeaderString("Asked-For")).startsWith("peer6.test:");
    }

    @Test
    void asksByNameAgainWhereThePeerRedirectsToItself() {
        assertThat(honest.moved().await().atMost(Await.PATIENCE)).isEqualTo("{\"v\":\"peer.test\"}");

        Response answer = six.moved().await().atMost(Await.PATIENCE);
        assertThat(answer.readEntity(String.class)).isEqualTo("{\"v\":\"peer6.test\"}");
        assertThat(answer.getHeaderString("Asked-For")).startsWith("peer6.test:");
    }

    @Test
    void anHttp2ConnectionThatThePeerClosedMeanwhileCostsNothing() {
        for (int call = 0; call < 6; call++) {
            assertThat(six.once().await().atMost(Await.PATIENCE).getStatus()).isEqualTo(200);
        }
        assertThat(balancers.of("six").orElseThrow().report())
                .singleElement()
                .satisfies(instance -> assertThat(instance.failed()).isZero());
    }
}
