package org.acme.kit.deadline;

import static io.smallrye.mutiny.helpers.EmptyUniSubscription.CANCELLED;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.operators.UniOperator;
import io.smallrye.mutiny.operators.uni.UniOperatorProcessor;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Vertx;
import org.acme.kit.error.DeadlineExceeded;

/** Passes an answer on if it comes in time; by a timer of Vert.x, which leaves the request on its own thread and context. */
final class TimeLimit<T> extends UniOperator<T, T> {

    private final Deadline deadline;
    private final Vertx vertx;

    TimeLimit(Uni<T> answer, Deadline deadline, Vertx vertx) {
        super(answer);
        this.deadline = deadline;
        this.vertx = vertx;
    }

    @Override
    public void subscribe(UniSubscriber<? super T> subscriber) {
        Processor<T> processor = new Processor<>(subscriber, vertx);
        AbstractUni.subscribe(upstream(), processor);
        if (!processor.isCancelled()) {
            processor.within(deadline.millis());
        }
    }

    private static final class Processor<T> extends UniOperatorProcessor<T, T> {

        private static final long NONE = -1;

        private final Vertx vertx;
        private volatile long timer = NONE;

        Processor(UniSubscriber<? super T> subscriber, Vertx vertx) {
            super(subscriber);
            this.vertx = vertx;
        }

        void within(long millis) {
            // A timer counts whole milliseconds; one more, so that the time is up when it fires.
            timer = vertx.setTimer(millis + 1, id -> late(millis));
            if (isCancelled()) { // it ended meanwhile, on another thread
                stopTimer();
            }
        }

        private void late(long millis) {
            UniSubscription upstream = getAndSetUpstreamSubscription(CANCELLED);
            if (upstream != CANCELLED) {
                if (upstream != null) { // it has begun
                    upstream.cancel();
                }
                downstream.onFailure(
                        new DeadlineExceeded("The time was up before there was an answer, after " + millis + " ms"));
            }
        }

        @Override
        public void onItem(T item) {
            super.onItem(item);
            stopTimer();
        }

        @Override
        public void onFailure(Throwable failure) {
            super.onFailure(failure);
            stopTimer();
        }

        @Override
        public void cancel() {
            super.cancel();
            stopTimer();
        }

        private void stopTimer() {
            if (timer != NONE) {
                vertx.cancelTimer(timer);
            }
        }
    }
}
