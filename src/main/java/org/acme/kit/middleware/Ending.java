package org.acme.kit.middleware;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/**
 * The end of a call, told once, whether the endpoint answers a value, a {@code Uni} or a {@code Multi}.
 *
 * <p>A middleware that acts after the answer is written against this; {@code package-info} shows one. The end of a {@code Uni} is its
 * item, its failure or its cancellation; that of a {@code Multi} is its completion, its failure or its cancellation. Each
 * subscription of a {@code Uni} is told apart.
 */
@FunctionalInterface
public interface Ending {

    /**
     * Acts on the end. Runs on the thread that ends the call and must not block.
     *
     * @param failure the reason for {@link Outcome#BUSINESS} and {@link Outcome#FAULT}, null otherwise
     */
    void ended(Outcome outcome, @Nullable Throwable failure);

    /**
     * Acts on the end of a stream.
     *
     * @param items how many items were passed on, 0 or more
     */
    default void streamEnded(Outcome outcome, @Nullable Throwable failure, long items) {
        ended(outcome, failure);
    }

    /**
     * Calls what is further in, tells {@code ending} about its end, and passes the result or the failure on.
     *
     * <p>A {@code Multi} is subscribed to at once, without demand, so that what fails before its first item is thrown here: a
     * transport can still answer a refusal instead of a stream.
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
