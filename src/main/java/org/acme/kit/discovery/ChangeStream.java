package org.acme.kit.discovery;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stream of the instances of one service: each state at most once, and always the last one. Thread-safe. */
final class ChangeStream {

    private final List<MultiEmitter<? super List<DnsInstance>>> subscribers = new ArrayList<>();
    private @Nullable List<DnsInstance> last;

    Multi<List<DnsInstance>> changes() {
        return Multi.createFrom()
                .<List<DnsInstance>>emitter(this::subscribe, BackPressureStrategy.LATEST)
                .skip()
                .repetitions();
    }

    /** Publishes a state; under a lock, so that no subscriber gets an older state after a newer one. */
    synchronized void publish(List<DnsInstance> instances) {
        last = instances;
        List.copyOf(subscribers).forEach(subscriber -> subscriber.emit(instances));
    }

    synchronized void complete() {
        List.copyOf(subscribers).forEach(MultiEmitter::complete);
    }

    private synchronized void subscribe(MultiEmitter<? super List<DnsInstance>> subscriber) {
        subscribers.add(subscriber);
        subscriber.onTermination(() -> unsubscribe(subscriber));
        if (last != null) {
            subscriber.emit(last);
        }
    }

    private synchronized void unsubscribe(MultiEmitter<? super List<DnsInstance>> subscriber) {
        subscribers.remove(subscriber);
    }
}
