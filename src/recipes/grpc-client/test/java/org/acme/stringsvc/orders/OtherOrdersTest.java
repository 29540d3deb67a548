package org.acme.stringsvc.orders;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.acme.kit.dev.DevNetwork;
import org.acme.kit.dev.Symptom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An instance that fails is tried no more: callers do not notice. */
@QuarkusTest
class OtherOrdersTest {

    @TestHTTPResource(value = "/discovery/other-orders", management = true)
    String report;

    @Inject
    OtherOrders others;

    @Inject
    DevNetwork network;

    @AfterEach
    void heal() {
        network.reset();
    }

    @ParameterizedTest
    @EnumSource(
            value = Symptom.class,
            names = {"NONE", "CLOSES_THE_CONNECTION", "HANGS", "ANSWERS_503"})
    void findsAnOrderWhileOneInstanceFails(Symptom symptom) {
        network.has(DevOrdersPeer.NAME, 1, symptom);
        UUID id = UUID.randomUUID();

        for (int call = 0; call < 20; call++) {
            assertThat(others.find(id).await().indefinitely().getId()).isEqualTo(id.toString());
        }

        String state = get(report)
                .path(
                        "nodes.find { it.addr == '%s' }.state",
                        network.addresses(DevOrdersPeer.NAME).get(1));
        assertThat(state).isEqualTo(symptom == Symptom.NONE ? "available" : "ejected");
    }
}
