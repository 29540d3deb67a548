package org.acme.stringsvc.orders;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The last 1,000 changes of orders in this program. Readers take the next one when they have room for it, so a slow reader costs
 * no memory. A reader that needs an event that is not kept any more gets the notice that events are missing. Thread-safe.
 */
@ApplicationScoped
class OrderLog {

    private static final int KEPT = 1_000;

    private final OrderEvent[] kept = new OrderEvent[KEPT];
    private final Set<UniEmitter<? super OrderEvent>> waiting = new LinkedHashSet<>();
    private final String run;
    private final Executor executor;
    private long last;

    @Inject
    OrderLog() {
        // Each program counts its events from 1. The prefix tells their ids from those of other programs.
        this(UUID.randomUUID().toString().substring(0, 8), Infrastructure.getDefaultExecutor());
    }

    OrderLog(String run, Executor executor) {
        this.run = run;
        this.executor = executor;
    }

    /** Adds an event. Waiting readers get it on a thread of the executor, so the change of the order does not wait for them. */
    void write(@Observes(during = TransactionPhase.AFTER_SUCCESS) OrderChanged changed) {
        OrderEvent event;
        List<UniEmitter<? super OrderEvent>> woken;
        synchronized (this) {
            last++;
            event = new OrderEvent(last, id(last), changed.order());
            kept[place(last)] = event;
            woken = new ArrayList<>(waiting);
            waiting.clear();
        }
        if (!woken.isEmpty()) {
            executor.execute(() -> woken.forEach(reader -> reader.complete(event)));
        }
    }

    /** Returns the id of the last event; what is written from now on comes after it. */
    synchronized String last() {
        return id(last);
    }

    /** Returns the events after the one with an id, without end; null for those from now on. */
    synchronized Multi<OrderEvent> after(@Nullable String id) {
        long start = id == null ? last : numberOf(id);
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicLong(start), read -> next(read.get()).invoke(event -> read.set(event.number())))
                .indefinitely();
    }

    private Uni<OrderEvent> next(long read) {
        return Uni.createFrom().emitter(reader -> {
            OrderEvent event = take(read, reader);
            if (event != null) {
                reader.complete(event);
            }
        });
    }

    /** Returns the event after the one read. If that was the last, lets the reader wait and returns null. */
    private synchronized @Nullable OrderEvent take(long read, UniEmitter<? super OrderEvent> reader) {
        if (read == last) {
            waiting.add(reader);
            reader.onTermination(() -> forget(reader));
            return null;
        }
        boolean missing = read < 0 || read < last - KEPT;
        return missing ? new OrderEvent(last, id(last), null) : kept[place(read + 1)];
    }

    private synchronized void forget(UniEmitter<? super OrderEvent> reader) {
        waiting.remove(reader);
    }

    /** Returns the number of an event, -1 if this program has none with that id. */
    private long numberOf(String id) {
        if (!id.matches(run + "-[0-9]{1,18}")) {
            return -1;
        }
        long number = Long.parseLong(id.substring(run.length() + 1));
        return number <= last ? number : -1;
    }

    private String id(long number) {
        return run + "-" + number;
    }

    private static int place(long number) {
        return (int) (number % KEPT);
    }
}
