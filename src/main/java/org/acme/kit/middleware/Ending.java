package org.acme.kit.middleware;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/**
 * The callback for the end of a call. It is called once, whether the endpoint answers a value, a {@code Uni} or a {@code Multi}.
 *
 * <p>A middleware that acts after the answer implements it; {@code package-info} shows an example. A {@code Uni} ends with its
 * item, its failure or its cancellation; a {@code Multi} with its completion, its failure or its cancellation. Each subscription
 * of a {@code Uni} is reported on its own.
 */
@FunctionalInterface
public interface Ending {

    /**
     * Acts on the end. Runs on the thread that ends the call and must not block.
     *
     * <p>What this throws is added as suppressed to the failure of the call; if the call has none, it becomes the
     * failure. Of a stream or a cancelled call it is logged.
     *
     * @param failure the reason for {@link Outcome#BUSINESS} and {@link Outcome#FAULT}, null otherwise
     */
    void ended(Outcome outcome, @Nullable Throwable failure);

    /**
     * Acts on the end of a stream; by default as {@link #ended} does.
     *
     * @param items how many items were passed on, 0 or more
     */
    default void streamEnded(Outcome outcome, @Nullable Throwable failure, long items) {
        ended(outcome, failure);
    }

    /**
     * Calls the rest of the chain, reports its end to {@code ending}, and passes the result or the failure on.
     *
     * <p>A {@code Multi} is subscribed to at once, without demand. A failure that comes during this subscription is thrown here:
     * a transport can still answer a refusal instead of a stream.
     *
     * @throws Exception what the call threw
     */
    static @Nullable Object proceed(InvocationContext call, Ending ending) throws Exception {
        Object result;
        try {
            result = call.proceed();
        } catch (Throwable failure) {
            EndingUni.tell(ending, Outcome.of(failure), failure);
            throw failure;
        }
        if (result instanceof Uni<?> uni) {
            return new EndingUni<>(uni, ending);
        }
        if (result instanceof Multi<?> stream) {
            return EndingStream.open(stream, ending);
        }
        ending.ended(Outcome.OK, null);
        return result;
    }
}
