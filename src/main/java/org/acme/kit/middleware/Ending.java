package org.acme.kit.middleware;

import io.smallrye.mutiny.Uni;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/**
 * Is told once how a call ended, whether the endpoint answers at once or with a {@code Uni}.
 *
 * <p>The one place that knows of the two kinds: a middleware that acts after the call is written against this.
 */
@FunctionalInterface
interface Ending {

    void ended(Outcome outcome, @Nullable Throwable failure);

    /** Calls what is further in and tells {@code ending} about its end, then passes the result or the failure on. */
    static @Nullable Object proceed(InvocationContext call, Ending ending) throws Exception {
        Object result;
        try {
            result = call.proceed();
        } catch (Throwable failure) {
            ending.ended(Outcome.of(failure), failure);
            throw failure;
        }
        if (result instanceof Uni<?> uni) {
            return new EndingUni<>(uni, ending);
        }
        ending.ended(Outcome.OK, null);
        return result;
    }
}
