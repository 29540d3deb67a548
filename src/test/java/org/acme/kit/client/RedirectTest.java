package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.List;
import org.acme.kit.balancing.InstanceReport;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
import org.acme.kit.discovery.Await;
import org.acme.kit.error.Unavailable;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a client goes that follows redirects. */
@QuarkusTest
@WithTestResource(value = FaultyPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class RedirectTest {

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://faulty", configKey = "redirected")
    interface Redirected {
        @GET
        @Path("/")
        Uni<Answer> uni();

        @GET
        @Path("/")
        Uni<Answer> uni(
                @HeaderParam("Authorization") String token,
                @CookieParam("session") String cookie,
                @HeaderParam("Tenant") String tenant);
    }

    @Inject
    @RestClient
    Redirected redirected;

    @Inject
    @RestClient
    FaultyPeer peer;

    @Inject
    Balancers balancers;

    @BeforeEach
    void know() {
        FaultyInstances.know(peer);
        MDC.put("requestId", "id-11");
    }

    @AfterEach
    void heal() {
        MDC.remove("requestId");
        FaultyInstances.heal(peer, balancers);
    }

    @Test
    void aRelativeRedirectGoesToTheSameInstance() {
        allRedirectTo("/there");
        long before = failed();

        assertThat(catchThrowable(this::call)).isNull();

        assertThat(failed()).isEqualTo(before);
        List<String> hosts = FaultyPeers.REQUESTS.stream()
                .map(request -> request.replaceAll("(?is).*\r\nhost: ([^\r]*)\r\n.*", "$1"))
                .toList();
        assertThat(hosts).hasSize(2);
        assertThat(hosts.get(1)).isEqualTo(hosts.get(0));
    }

    @Test
    void anotherHostGetsNeitherIdNorDeadline() {
        allRedirectTo(fixed() + "/there");

        call();

        assertThat(FaultyPeers.REQUESTS)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("GET /there ")
                .doesNotContainIgnoringCase("x-request-id")
                .doesNotContainIgnoringCase("x-envoy-expected-rq-timeout-ms");
    }

    /** RFC 9110, section 15.4: what is meant for the first host is not for the next. */
    @Test
    void anotherHostGetsNoCredentials() {
        allRedirectTo(fixed() + "/there");

        callWithCredentials();

        assertThat(FaultyPeers.REQUESTS).hasSize(2);
        assertThat(FaultyPeers.REQUESTS).first().asString().contains("Bearer secret", "session=secret", "Tenant: acme");
        assertThat(FaultyPeers.REQUESTS)
                .last()
                .asString()
                .startsWith("GET /there ")
                .contains("Tenant: acme")
                .doesNotContain("secret");
    }

    @Test
    void theSameInstanceGetsThemAgain() {
        allRedirectTo("/there");

        callWithCredentials();

        assertThat(FaultyPeers.REQUESTS).hasSize(2).last().asString().contains("Bearer secret", "session=secret");
    }

    @Test
    void aHostThatCannotBeReachedIsNoVerdictOnTheInstanceThatNamedIt() {
        allRedirectTo("http://kit-nobody.invalid/there");
        long before = failed();

        assertThat(catchThrowable(this::call)).isInstanceOf(Unavailable.class);

        assertThat(failed()).isEqualTo(before);
    }

    private static void allRedirectTo(String location) {
        FaultyPeers.redirectTo(location);
        FaultyPeers.allHave(Symptom.REDIRECTS);
    }

    /** Returns the address of a peer by itself, another host for those that are discovered. */
    private static URI fixed() {
        return ConfigProvider.getConfig().getValue("quarkus.rest-client.fixed.url", URI.class);
    }

    private void callWithCredentials() {
        redirected.uni("Bearer secret", "secret", "acme").await().atMost(Await.PATIENCE);
    }

    private Answer call() {
        return redirected.uni().await().atMost(Await.PATIENCE);
    }

    private long failed() {
        return FaultyInstances.sumOf(InstanceReport::failed, balancers);
    }
}
