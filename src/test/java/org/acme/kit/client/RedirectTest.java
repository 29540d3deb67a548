package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.List;
import org.acme.kit.balancing.InstanceReport;
import org.acme.kit.client.FaultyPeer.Answer;
import org.acme.kit.client.FaultyPeers.Symptom;
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
        FaultyPeers.redirectTo("/there");
        FaultyPeers.allHave(Symptom.REDIRECTS);
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
        String other = ConfigProvider.getConfig().getValue("quarkus.rest-client.fixed.url", String.class);
        FaultyPeers.redirectTo(other + "/there");
        FaultyPeers.allHave(Symptom.REDIRECTS);

        call();

        assertThat(FaultyPeers.REQUESTS)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("GET /there ")
                .doesNotContainIgnoringCase("x-request-id")
                .doesNotContainIgnoringCase("x-envoy-expected-rq-timeout-ms");
    }

    @Test
    void aHostThatCannotBeReachedIsNoVerdictOnTheInstanceThatNamedIt() {
        FaultyPeers.redirectTo("http://kit-nobody.invalid/there");
        FaultyPeers.allHave(Symptom.REDIRECTS);
        long before = failed();

        assertThat(catchThrowable(this::call)).isInstanceOf(Unavailable.class);

        assertThat(failed()).isEqualTo(before);
    }

    private Answer call() {
        return redirected.uni().await().atMost(Duration.ofSeconds(60));
    }

    private long failed() {
        return FaultyInstances.sumOf(InstanceReport::failed, balancers);
    }
}
