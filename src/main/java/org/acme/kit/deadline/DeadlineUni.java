package org.acme.kit.deadline;

import static io.smallrye.mutiny.helpers.EmptyUniSubscription.CANCELLED;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.operators.UniOperator;
import io.smallrye.mutiny.operators.uni.UniOperatorProcessor;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Uni} that passes an answer on if it comes in time, and in the Vert.x context of its request, which has the request's
 * id and trace: a driver or a client may answer on a thread of its own. A timer of Vert.x fires in that context by itself.
 */
final class DeadlineUni<T> extends UniOperator<T, T> {

    private final Deadline deadline;
    private final Vertx vertx;

    DeadlineUni(Uni<T> answer, Deadline deadline, Vertx vertx) {
        super(answer);
        this.deadline = deadline;
        this.vertx = vertx;
    }

    @Override
    public void subscribe(UniSubscriber<? super T> subscriber) {
        Processor<T> processor = new Processor<>(subscriber, deadline, vertx);
        AbstractUni.subscribe(upstream(), processor);
        if (!processor.isCancelled()) {
            processor.within(deadline.millis());
        }
    }

    private static final class Processor<T> extends UniOperatorProcessor<T, T> {

        private static final long NONE = -1;

        private final @Nullable Context request = Vertx.currentContext();
        private final Deadline deadline;
        private final Vertx vertx;
        private volatile long timer = NONE;

        Processor(UniSubscriber<? super T> subscriber, Deadline deadline, Vertx vertx) {
            super(subscriber);
            this.deadline = deadline;
            this.vertx = vertx;
        }

        void within(long millis) {
            // A timer counts whole milliseconds: one more is added, so that the time is up when it fires.
            timer = vertx.setTimer(millis + 1, id -> late(millis));
            if (isCancelled()) { // it ended meanwhile, on another thread
                stopTimer();
            }
        }

        private void late(long millis) {
            UniSubscription upstream = getAndSetUpstreamSubscription(CANCELLED);
            if (upstream != CANCELLED) {
                try {
                    if (upstream != null) { // it has begun
                        upstream.cancel();
                    }
                } finally {
                    downstream.onFailure(new DeadlineExceeded(
                            "The time was up before there was an answer, after " + millis + " ms"));
                }
            }
        }

        @Override
        public void onItem(T item) {
            inItsContext(() -> {
                super.onItem(item);
                stopTimer();
            });
        }

        @Override
        public void onFailure(Throwable failure) {
            inItsContext(() -> {
                super.onFailure(failure);
                stopTimer();
            });
        }

        private void inItsContext(Runnable end) {
            if (isHere()) {
                end.run();
            } else {
                request.runOnContext(here -> end.run());
            }
        }

        /**
         * Tells whether the answer may be passed on here: in the request's context or one within it. A request on a worker thread
         * never switches: the worker may be blocked until it has this answer.
         */
        private boolean isHere() {
            return request == null
                    || request == Vertx.currentContext()
                    || !request.isEventLoopContext()
                    || Deadlines.ofRequest() == deadline;
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
