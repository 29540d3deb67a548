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
 * Passes an answer on and tells an {@link Ending} how each subscription ended.
 *
 * <p>Not Mutiny's {@code onTermination}: where an answer and a cancellation cross, that tells of both, and a call in flight would be
 * counted down twice. It also remembers the thread's context for each call, which an ending has no use for.
 */
final class EndingUni<T> extends UniOperator<T, T> {

    private final Ending ending;

    EndingUni(Uni<T> answer, Ending ending) {
        super(answer);
        this.ending = ending;
    }

    @Override
    public void subscribe(UniSubscriber<? super T> subscriber) {
        AbstractUni.subscribe(upstream(), new Processor<>(subscriber, ending));
    }

    private static final class Processor<T> extends UniOperatorProcessor<T, T> {

        private final Ending ending;

        Processor(UniSubscriber<? super T> subscriber, Ending ending) {
            super(subscriber);
            this.ending = ending;
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

        /** Stops the work first: it has ended when the ending hears of it. */
        @Override
        public void cancel() {
            UniSubscription upstream = getAndSetUpstreamSubscription(CANCELLED);
            if (upstream != CANCELLED) {
                try {
                    if (upstream != null) { // it has begun
                        upstream.cancel();
                    }
                } finally {
                    tell(ending, Outcome.CANCELLED, null);
                }
            }
        }
    }

    /** Returns what went wrong in the telling, added to the failure: the caller must get an answer all the same. */
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
