package org.acme.kit.middleware;

import static io.smallrye.mutiny.helpers.EmptyUniSubscription.CANCELLED;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.operators.UniOperator;
import io.smallrye.mutiny.operators.uni.UniOperatorProcessor;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Uni} that passes an answer on and reports the end of each subscription to an {@link Ending}.
 *
 * <p>Not Mutiny's {@code onTermination}: where an answer and a cancellation cross, that reports both, and a call in flight would
 * be counted down twice. It also captures the thread's context for each call, which an ending does not need.
 */
final class EndingUni<T> extends UniOperator<T, T> {

    private final Ending ending;

    EndingUni(Uni<T> answer, Ending ending) {
        super(answer);
        this.ending = ending;
    }

    @Override
    public void subscribe(UniSubscriber<? super T> subscriber) {
        Processor<T> processor = new Processor<>(subscriber, ending);
        try {
            AbstractUni.subscribe(upstream(), processor);
        } catch (Throwable broken) { // a chain that is too long for the stack, for instance
            processor.onSubscriptionFailure(broken);
            throw broken;
        }
    }

    private static final class Processor<T> extends UniOperatorProcessor<T, T> {

        private final Ending ending;

        Processor(UniSubscriber<? super T> subscriber, Ending ending) {
            super(subscriber);
            this.ending = ending;
        }

        void onSubscriptionFailure(Throwable broken) {
            UniSubscription upstream = getAndSetUpstreamSubscription(CANCELLED);
            if (upstream != CANCELLED) {
                if (upstream != null) { // a part of it has begun
                    abandon(upstream::cancel);
                }
                tell(ending, Outcome.of(broken), broken);
            }
        }

        @Override
        public void onItem(T item) {
            if (getAndSetUpstreamSubscription(CANCELLED) == CANCELLED) {
                return;
            }
            Throwable broken = tell(ending, Outcome.OK, null);
            if (broken == null) {
                downstream.onItem(item);
            } else {
                downstream.onFailure(broken);
            }
        }

        @Override
        public void onFailure(Throwable failure) {
            if (getAndSetUpstreamSubscription(CANCELLED) == CANCELLED) {
                Infrastructure.handleDroppedException(failure);
                return;
            }
            tell(ending, Outcome.of(failure), failure);
            downstream.onFailure(failure);
        }

        /** Cancels the work first, so that it has ended when the ending is notified. */
        @Override
        public void cancel() {
            UniSubscription upstream = getAndSetUpstreamSubscription(CANCELLED);
            if (upstream != CANCELLED) {
                try {
                    if (upstream != null) { // it has begun
                        upstream.cancel();
                    }
                } finally {
                    Throwable broken = tell(ending, Outcome.CANCELLED, null);
                    if (broken != null) {
                        Infrastructure.handleDroppedException(broken);
                    }
                }
            }
        }
    }

    /** Cancels work. Never throws: a clean-up that fails must neither keep an end from being told nor become the next failure. */
    static void abandon(Runnable cancel) {
        try {
            cancel.run();
        } catch (Throwable broken) {
            Infrastructure.handleDroppedException(broken);
        }
    }

    /**
     * Notifies an ending. Never throws: the caller must get an answer even if the ending fails.
     *
     * @return what the ending threw, which is also added as suppressed to {@code failure}; null for nothing
     */
    static @Nullable Throwable tell(Ending ending, Outcome outcome, @Nullable Throwable failure) {
        try {
            ending.ended(outcome, failure);
            return null;
        } catch (Throwable broken) {
            if (failure != null && failure != broken) {
                failure.addSuppressed(broken);
            }
            return broken;
        }
    }
}
