package org.acme.kit.middleware;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.Subscriptions.DeferredSubscription;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is opened before its subscriber comes, and reports its end to an {@link Ending}. For one subscriber. Thread-safe.
 *
 * <p>Demand begins with the subscriber, so no item can come before it. A completion or a failure can, and waits for the
 * subscriber.
 */
final class EndingStream<T> implements Flow.Publisher<T>, Flow.Subscriber<T>, Flow.Subscription {

    private static final Runnable NOTHING = () -> {};

    private final Ending ending;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean subscribed = new AtomicBoolean();

    // A stream that subscribes on another thread has none yet when its caller comes or goes.
    private final DeferredSubscription work = new DeferredSubscription();
    private Flow.@Nullable Subscriber<? super T> caller;
    private Runnable waiting = NOTHING;
    private boolean connected;
    private volatile @Nullable Throwable failure;
    private volatile long items;

    private EndingStream(Ending ending) {
        this.ending = ending;
    }

    /** Subscribes to a stream and throws a failure that comes at once: the transport has not begun to answer a stream yet. */
    static <T> Multi<T> open(Multi<T> stream, Ending ending) throws Exception {
        EndingStream<T> opened = new EndingStream<>(ending);
        try {
            stream.subscribe().withSubscriber(opened);
        } catch (Throwable broken) { // is thrown below, as any failure that comes at once
            EndingUni.abandon(opened.work::cancel); // a part of it may have begun
            opened.onError(broken);
            if (opened.failure == null) { // it had ended before
                throw broken;
            }
        }
        Throwable refused = opened.failure;
        if (refused instanceof Error error) {
            throw error;
        }
        if (refused != null) {
            throw refused instanceof Exception thrown ? thrown : new UndeclaredThrowableException(refused);
        }
        if (ending instanceof OpenStreams.Observer observer) {
            observer.opened(opened);
        }
        return Multi.createFrom().publisher(opened);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        if (!subscribed.compareAndSet(false, true)) {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long more) {}

                @Override
                public void cancel() {}
            });
            subscriber.onError(new IllegalStateException("The answer of an endpoint streams to one subscriber"));
            return;
        }
        caller = subscriber;
        subscriber.onSubscribe(this);
        Runnable end;
        synchronized (this) {
            connected = true;
            end = waiting;
        }
        end.run();
    }

    /** Tells whether a subscriber has come. */
    boolean isSubscribed() {
        return subscribed.get();
    }

    boolean isOver() {
        return ended.get();
    }

    /** Ends the stream from outside: cancels the work and passes the failure to the subscriber. */
    void end(Throwable reason) {
        if (ended.compareAndSet(false, true)) {
            EndingUni.abandon(work::cancel);
            tell(Outcome.CANCELLED, null);
            pass(() -> caller.onError(reason));
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        work.set(subscription);
    }

    @Override
    public void onNext(T item) {
        if (!ended.get()) {
            items++; // safe: the signals of one stream are sequential
            caller.onNext(item);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        if (ended.compareAndSet(false, true)) {
            failure = thrown;
            tell(Outcome.of(thrown), thrown);
            pass(() -> caller.onError(thrown));
        }
    }

    @Override
    public void onComplete() {
        if (ended.compareAndSet(false, true)) {
            tell(Outcome.OK, null);
            pass(() -> caller.onComplete());
        }
    }

    @Override
    public void request(long more) {
        work.request(more);
    }

    @Override
    public void cancel() {
        if (ended.compareAndSet(false, true)) {
            EndingUni.abandon(work::cancel);
            tell(Outcome.CANCELLED, null);
        }
    }

    private void tell(Outcome outcome, @Nullable Throwable thrown) {
        Throwable broken = EndingUni.tell((how, why) -> ending.streamEnded(how, why, items), outcome, thrown);
        if (broken != null && thrown == null) {
            Infrastructure.handleDroppedException(broken);
        }
    }

    private void pass(Runnable end) {
        synchronized (this) {
            if (!connected) {
                waiting = end;
                return;
            }
        }
        end.run();
    }
}
