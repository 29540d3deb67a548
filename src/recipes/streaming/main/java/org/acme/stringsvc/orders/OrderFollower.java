package org.acme.stringsvc.orders;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.resteasy.reactive.client.SseEvent;
import org.jspecify.annotations.Nullable;

/** A reader of the stream that resumes: when the stream breaks off, it connects again and goes on after the last event. */
class OrderFollower {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** Three times the 15 s of a comment ({@code orders.heartbeat} of the other side). */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private final OrderEventsClient client;
    private final Duration silence;

    OrderFollower(OrderEventsClient client) {
        this(client, SILENCE);
    }

    /** {@code silence} is how long the other side may send nothing, not even a comment, before it is taken for gone. */
    OrderFollower(OrderEventsClient client, Duration silence) {
        this.client = client;
        this.silence = silence;
    }

    /**
     * Returns the events after the one with an id, null for those from now on. An event {@code missing}, which has no order, says
     * that there were more: read the orders again. The stream ends only when it is cancelled. The back-off grows from 100 ms to 5 s
     * with each connection that brings nothing.
     */
    Multi<SseEvent<Order>> after(@Nullable String id) {
        AtomicReference<@Nullable String> last = new AtomicReference<>(id);
        AtomicInteger inVain = new AtomicInteger();
        return Multi.createFrom()
                .deferred(() -> client.follow(last.get()))
                .ifNoItem()
                .after(silence)
                .fail()
                .onCompletion()
                .failWith(() -> new IllegalStateException("The other side has ended the stream"))
                .invoke(event -> inVain.set(0))
                .invoke(event -> remember(event, last))
                .select()
                .where(event -> !isComment(event))
                .onFailure()
                .retry()
                .when(breaks -> breaks.onItem()
                        .transformToUniAndConcatenate(broken -> Uni.createFrom()
                                .item(broken) // nothing is retried for the item null
                                .onItem()
                                .delayIt()
                                .by(pause(inVain.getAndIncrement()))));
    }

    /** Keeps the id to resume after. That of a comment is the id of an event before it, and says where a new stream begins. */
    private static void remember(SseEvent<Order> event, AtomicReference<@Nullable String> last) {
        String id = event.id();
        if (id != null && (!isComment(event) || last.get() == null)) {
            last.set(id);
        }
    }

    private static boolean isComment(SseEvent<Order> event) {
        return event.name() == null;
    }

    /** Returns the pause after so many connections in vain, less up to a half of it: all readers lose a service at once. */
    private static Duration pause(int inVain) {
        long longest = Math.min(FIRST.toMillis() << Math.min(inVain, 10), LONGEST.toMillis());
        return Duration.ofMillis(longest - ThreadLocalRandom.current().nextLong(longest / 2));
    }
}
