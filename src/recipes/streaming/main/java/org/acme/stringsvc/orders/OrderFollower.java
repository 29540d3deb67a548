package org.acme.stringsvc.orders;

import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.resteasy.reactive.client.SseEvent;
import org.jspecify.annotations.Nullable;

/** Follows orders for as long as it is subscribed to: when the stream breaks off, it connects again and goes on where it was. */
class OrderFollower {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final OrderEventsClient client;

    OrderFollower(OrderEventsClient client) {
        this.client = client;
    }

    /**
     * Returns the events after one, null for those from now on. One without an order, named {@code missing}, says that there were
     * more: read the orders again.
     */
    Multi<SseEvent<Order>> after(@Nullable String id) {
        AtomicReference<@Nullable String> last = new AtomicReference<>(id);
        return Multi.createFrom()
                .deferred(() -> client.follow(last.get()))
                .onCompletion()
                .failWith(() -> new IllegalStateException("The other side has ended the stream"))
                .select()
                .where(event -> event.name() != null) // a comment has none, but the id of the event before
                .invoke(event -> last.set(event.id()))
                .onFailure()
                .retry()
                .withBackOff(FIRST, LONGEST)
                .indefinitely();
    }
}
