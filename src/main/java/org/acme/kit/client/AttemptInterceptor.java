package org.acme.kit.client;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.CancellationException;
import org.acme.kit.middleware.ChainOrder;
import org.jspecify.annotations.Nullable;

/** Runs once for each attempt; what they have in common is in the invocation. */
@ClientEndpoint
@Interceptor
@Priority(ChainOrder.ATTEMPT)
final class AttemptInterceptor {

    static final String CALL = Call.class.getName();

    @AroundInvoke
    @Nullable
    Object attempt(InvocationContext invocation) throws Exception {
        Object result = invocation.proceed();
        return result instanceof Uni<?> answer ? attempt(invocation, answer) : result;
    }

    private static <T> Uni<T> attempt(InvocationContext invocation, Uni<T> answer) {
        return Uni.createFrom().emitter(emitter -> {
            Call call = (Call) invocation.getContextData().get(CALL);
            if (call.isOver()) {
                emitter.fail(new CancellationException("Nobody waits for an answer any more"));
            } else {
                CurrentCall.with(call, () -> subscribe(call, answer, emitter));
            }
        });
    }

    private static <T> void subscribe(Call call, Uni<T> answer, UniEmitter<? super T> emitter) {
        call.runs(answer.subscribe()
                .with(
                        item -> {
                            call.answered();
                            emitter.complete(item);
                        },
                        failure -> {
                            call.failed(failure);
                            emitter.fail(failure);
                        }));
    }
}
