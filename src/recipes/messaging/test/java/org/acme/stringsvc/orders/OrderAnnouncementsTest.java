package org.acme.stringsvc.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

/** An order is announced when it is committed, and only then. */
@QuarkusTest
class OrderAnnouncementsTest {

    @Inject
    PlaceOrderEndpoint place;

    @Inject
    CancelOrderEndpoint cancel;

    @Inject
    OrderAnnouncements announcements;

    @Inject
    EntityManager database;

    @Inject
    @Channel(OrderAnnouncements.CHANNEL)
    MutinyEmitter<byte[]> broker;

    @Inject
    ObjectMapper json;

    @Inject
    @Any
    InMemoryConnector connector;

    private final UUID id = UUID.randomUUID();

    @Test
    void announcesTheChangesOfAnOrderInTheirOrder() {
        place.call(order());
        cancel.call(new CancelOrder(id, 0));

        announcements.announce();

        assertThat(announced()).extracting(Order::state).containsExactly(OrderState.PLACED, OrderState.CANCELLED);
    }

    @Test
    void announcesNothingThatIsRolledBack() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    place.call(order());
                    throw new IllegalStateException("too late");
                }))
                .hasMessageContaining("too late");

        announcements.announce();

        assertThat(announced()).isEmpty();
    }

    @Test
    void waitsWhileAnotherCopyAnnounces() {
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtext('outbox'))")
                    .getSingleResult();
            QuarkusTransaction.requiringNew().run(() -> place.call(order()));

            announcements.announce();

            assertThat(announced()).isEmpty();
        });
        announcements.announce();

        assertThat(announced()).hasSize(1);
    }

    @Test
    void deletesWhatIsConfirmedBeforeTheTransactionLastsTooLong() {
        announcements.announce();
        place.call(order());
        cancel.call(new CancelOrder(id, 0));
        OrderAnnouncements slow = new OrderAnnouncements(database, broker, new SimpleMeterRegistry(), Duration.ZERO);

        for (OrderState next : List.of(OrderState.PLACED, OrderState.CANCELLED)) {
            assertThat(QuarkusTransaction.requiringNew().call(slow::announceSome))
                    .isOne();
            assertThat(announced()).last().extracting(Order::state).isEqualTo(next);
        }
        assertThat(announced()).hasSize(2);
    }

    private PlaceOrder order() {
        return new PlaceOrder(id, List.of(new OrderItem("a-1", 1)));
    }

    private List<Order> announced() {
        return connector.<byte[]>sink(OrderAnnouncements.CHANNEL).received().stream()
                .map(Message::getPayload)
                .map(this::read)
                .filter(order -> order.id().equals(id))
                .toList();
    }

    private Order read(byte[] content) {
        try {
            return json.readValue(content, Order.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
