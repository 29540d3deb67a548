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
            Throwable broken = tell(false, null);
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
            Throwable broken = tell(false, failure);
            if (broken != null && broken != failure) {
                failure.addSuppressed(broken);
            }
            downstream.onFailure(failure);
        }

        @Override
        public void cancel() {
            UniSubscription upstream = getAndSetUpstreamSubscription(CANCELLED);
            if (upstream != CANCELLED) {
                tell(true, null);
                upstream.cancel();
            }
        }

        /** Returns what went wrong in the telling: whoever waits for the answer must get one all the same. */
        private @Nullable Throwable tell(boolean cancelled, @Nullable Throwable failure) {
            try {
                ending.ended(cancelled ? Outcome.CANCELLED : Outcome.of(failure), failure);
                return null;
            } catch (Throwable broken) {
                return broken;
            }
        }
    }
}
