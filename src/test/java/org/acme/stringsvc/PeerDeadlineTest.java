package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.stream.IntStream;
import org.acme.stringsvc.SickPeers.Symptom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(PeerFailureTest.Impatient.class)
@WithTestResource(value = SickPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class PeerDeadlineTest {

    @BeforeEach
    void heal() {
        SickPeers.onlyOneHas(Symptom.NONE, 0);
    }

    @Test
    void tellsThePeerHowMuchTimeItHas() {
        assertThat(PeerFailureTest.uppercase()).isEqualTo(200);
        assertThat(SickPeers.millisLeft())
                .as("read-timeout, the default being longer")
                .isEqualTo(100);

        // More than once: on a busy machine the time may be up before the peer is asked.
        assertThat(IntStream.range(0, 20).anyMatch(call -> uppercaseWithin("90") == 200))
                .isTrue();
        assertThat(SickPeers.millisLeft()).isBetween(1, 90);
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
