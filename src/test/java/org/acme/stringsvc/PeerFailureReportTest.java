// kit:file: proves the kit through the example
package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import java.net.URL;
import java.util.List;
import org.acme.kit.dev.Symptom;
import org.acme.kit.middleware.LogLines;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the caller, the log and the headers say of a peer that fails. */
@QuarkusTest
@TestProfile(PeerFailureTest.Impatient.class)
@WithTestResource(value = SickPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class PeerFailureReportTest {

    @TestHTTPResource(value = "/discovery/peers", management = true)
    URL nodes;

    @Inject
    @RestClient
    PeerClient peers;

    @AfterEach
    void heal() {
        PeerFailureTest.heal(nodes);
    }

    /** «Served-By» names who answered: a peer that took the request and closed the connection has not. */
    @ParameterizedTest
    @CsvSource({"CLOSES_THE_CONNECTION, false", "REFUSES, false", "ANSWERS_503, true"})
    void aFailureIsServedByAPeerOnlyIfOneAnswered(Symptom symptom, boolean byPeer) {
        PeerFailureTest.uppercase();
        List<String> addresses = given().get(nodes).jsonPath().getList("nodes.addr");
        SickPeers.allHave(symptom);

        String servedBy = given().contentType(ContentType.JSON)
                .body("{\"s\":\"x\"}")
                .post("/uppercase")
                .then()
                .statusCode(greaterThanOrEqualTo(502))
                .extract()
                .header("Served-By");

        assertThat(servedBy).isNotEmpty();
        assertThat(addresses.contains(servedBy)).isEqualTo(byPeer);
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSES_THE_CONNECTION, 503",
        "HANGS, 504",
        "ANSWERS_503, 502",
        "PUSHES_BACK, 503",
        "REFUSES, 503",
        "ANSWERS_NONSENSE, 502"
    })
    void reportsToTheCallerWhatIsWrongWhenAllAreSick(Symptom symptom, int status) {
        PeerFailureTest.uppercase();
        SickPeers.allHave(symptom);

        given().contentType(ContentType.JSON)
                .body("{\"s\":\"x\"}")
                .post("/uppercase")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("Retry-After", status == 503 ? equalTo("1") : nullValue());
    }

    @Test
    void reportsInstanceAndReasonOfEachAttempt() {
        PeerFailureTest.uppercase();
        SickPeers.allHave(Symptom.ANSWERS_503);

        try (LogLines log = new LogLines("client")) {
            assertThatThrownBy(() ->
                            peers.uppercase(new UppercaseRequest("x")).await().indefinitely())
                    .isInstanceOf(WebApplicationException.class)
                    .satisfies(failure -> assertThat(failure.getSuppressed())
                            .hasSize(3)
                            .extracting(Throwable::getMessage)
                            .doesNotHaveDuplicates()
                            .allMatch(attempt -> attempt.matches("127\\.0\\.0\\.1:\\d+ answered 503")));
            assertThat(log.lines()).singleElement().asString().startsWith("WARN service=peers attempts=3 failed: 127.");
        }
    }

    @Test
    void callersThatCancelLeaveNoErrorInTheLog() {
        PeerFailureTest.uppercase();
        SickPeers.allHave(Symptom.HANGS);

        try (LogLines log = new LogLines("io.vertx")) {
            PeerFailureTest.cancelAtOnce(peers);
            assertThat(PeerFailureTest.uppercase())
                    .as("later than the requests given up")
                    .isEqualTo(504);

            assertThat(log.lines()).isEmpty();
        }
    }
}
