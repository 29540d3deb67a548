// kit:file: proves the kit through the example
package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.stream.IntStream;
import org.acme.kit.client.ClientEndpoint;
import org.acme.kit.dev.Symptom;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(PeerFailureTest.Impatient.class)
@WithTestResource(value = SickPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class PeerDeadlineTest {

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://peers", configKey = "untried-again")
    interface UntriedAgain {
        @POST
        @Path("/uppercase")
        Uni<UppercaseResponse> uppercase(UppercaseRequest request);
    }

    @Path("/thrice")
    static class Thrice {

        private final UntriedAgain peers;

        Thrice(@RestClient UntriedAgain peers) {
            this.peers = peers;
        }

        @GET
        public Uni<String> callOneAfterTheOther() {
            return call("x").chain(this::call).chain(this::call);
        }

        private Uni<String> call(String text) {
            return peers.uppercase(new UppercaseRequest(text)).map(UppercaseResponse::v);
        }
    }

    @BeforeEach
    void heal() {
        SickPeers.onlyOneHas(Symptom.NONE, 0);
    }

    @Test
    void tellsThePeerHowMuchTimeItHas() {
        assertThat(PeerFailureTest.uppercase()).isEqualTo(200);
        assertThat(SickPeers.millisLeft())
                .as("read-timeout, the default being longer")
                .isEqualTo(200);

        // More than once: on a busy machine the time may be up before the peer is asked.
        assertThat(IntStream.range(0, 20).anyMatch(call -> uppercaseWithin("90") == 200))
                .isTrue();
        assertThat(SickPeers.millisLeft()).isBetween(1, 90);
    }

    @Test
    void tellsThePeersOfLaterCallsToo() {
        assertThat(IntStream.range(0, 20)
                        .map(call -> given().header("x-envoy-expected-rq-timeout-ms", "900")
                                .get("/thrice")
                                .statusCode())
                        .anyMatch(status -> status == 200))
                .isTrue();

        assertThat(SickPeers.millisLeft()).as("without a deadline 1000").isBetween(1, 900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void doesNotBeginWhenNoTimeIsLeft(String millis) {
        PeerFailureTest.uppercase();
        int before = SickPeers.requests();

        given().contentType(ContentType.JSON)
                .header("x-envoy-expected-rq-timeout-ms", millis)
                .body("{\"s\":\"x\"}")
                .post("/uppercase")
                .then()
                .statusCode(504)
                .contentType("application/problem+json")
                .body("detail", containsString("The time for this request was up"));

        assertThat(SickPeers.requests()).isEqualTo(before);
    }

    @Test
    void endsWithTheTimeOfTheRequest() {
        PeerFailureTest.uppercase();
        SickPeers.allHave(Symptom.HANGS);

        assertThat(uppercaseWithin("40")).isEqualTo(504);
    }

    private static int uppercaseWithin(String millis) {
        return given().contentType(ContentType.JSON)
                .header("x-envoy-expected-rq-timeout-ms", millis)
                .body("{\"s\":\"x\"}")
                .post("/uppercase")
                .statusCode();
    }
}
