package org.acme.stringsvc.orders;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the consumed messages, each stored in the transaction of what it caused: brokers deliver some messages twice.
 *
 * <p>Of two deliveries at the same time, the second waits for the first at the primary key.
 */
@ApplicationScoped
class OrderInbox {

    private final EntityManager database;
    private final PlaceOrderEndpoint place;

    OrderInbox(EntityManager database, PlaceOrderEndpoint place) {
        this.database = database;
        this.place = place;
    }

    /** Places the order of a message; returns null if an earlier message with that id has placed it. */
    @Transactional
    @Nullable
    Order placeOnce(PlaceOrderMessage message) {
        int added = database.createNativeQuery("insert into inbox (message) values (?) on conflict do nothing")
                .setParameter(1, message.id())
                .executeUpdate();
        return added == 0 ? null : place.call(message.order());
    }

    /** Deletes the ids that are older than seven days: no broker delivers their messages again. */
    @Scheduled(every = "1h", delayed = "1m")
    @Transactional
    void forget() {
        database.createNativeQuery("delete from inbox where consumed < now() - interval '7 days'")
                .executeUpdate();
    }
}
