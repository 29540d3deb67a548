package org.acme.stringsvc.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.acme.kit.error.Classification;
import org.acme.kit.work.Works;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = DatabaseOfTests.class, scope = TestResourceScope.GLOBAL)
class DatabaseOrdersTest {

    private static final List<OrderItem> ITEMS = List.of(new OrderItem("a-1", 1));

    @Inject
    PlaceOrderEndpoint place;

    @Inject
    CancelOrderEndpoint cancel;

    @Inject
    AgroalDataSource database;

    @Inject
    Works works;

    @Test
    void rollsBackWhatIsRefused() throws SQLException {
        UUID id = place.call(new PlaceOrder(null, ITEMS)).id();

        assertThatThrownBy(() -> place.call(new PlaceOrder(id, ITEMS))).isInstanceOf(DuplicateOrder.class);

        assertThat(count("orders where id = '" + id + "'")).isEqualTo(1);
        assertThat(count("order_items where order_id = '" + id + "'")).isEqualTo(1);
    }

    /** Both have seen version 0; the second waits for the row until the first has committed. */
    @Test
    void refusesTheSecondOfTwoWhoChangeAnOrderAtOnce() throws Exception {
        UUID id = place.call(new PlaceOrder(null, ITEMS)).id();
        try (Connection first = database.getConnection()) {
            first.setAutoCommit(false);
            first.createStatement().execute("update orders set version = 1 where id = '" + id + "'");
            CompletableFuture<Order> second = CompletableFuture.supplyAsync(() -> cancel.call(new CancelOrder(id, 0)));
            awaitLock();
            first.commit();

            assertThatThrownBy(second::join).hasCauseInstanceOf(StaleOrder.class);
        }
    }

    @Test
    void endsAStatementWhoseCallerWaitsNoLonger() throws Exception {
        UUID id = place.call(new PlaceOrder(null, ITEMS)).id();
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select 1 from orders where id = '" + id + "' for update");

            given().header("x-envoy-expected-rq-timeout-ms", 300)
                    .post("/orders/" + id + "/cancel?version=0")
                    .then()
                    .statusCode(504);
            assertThatThrownBy(() -> works.open("test")
                            .within(Duration.ofMillis(300))
                            .run(() -> cancel.call(new CancelOrder(id, 0))))
                    .satisfies(thrown -> assertThat(
                                    Classification.of(thrown).problem().status())
                            .isEqualTo(504));
            assertThat(count("pg_stat_activity where wait_event_type = 'Lock'")).isZero();
            other.rollback();
        }
        given().get("/orders/" + id).then().body("state", equalTo("PLACED"));
    }

    @Test
    void leavesAMigrationTheTimeItNeeds() throws SQLException {
        place.call(new PlaceOrder(null, ITEMS));

        assertThat(count("pg_settings where name = 'statement_timeout' and setting = '0'"))
                .isEqualTo(1);
    }

    private void awaitLock() throws SQLException {
        while (count("pg_stat_activity where wait_event_type = 'Lock'") == 0) {
            Thread.onSpinWait();
        }
    }

    private long count(String from) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from " + from)) {
            result.next();
            return result.getLong(1);
        }
    }
}
