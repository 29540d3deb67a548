package org.acme.kit.client;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.acme.kit.balancing.Verdict;
import org.acme.kit.middleware.Order;
import org.jspecify.annotations.Nullable;

@ClientEndpoint
@Interceptor
@Priority(Order.ATTEMPT)
final class ClientEndpointInterceptor {

    private static final String CALL = Call.class.getName();

    /** Runs once for each attempt; what they have in common is in the invocation. */
    @AroundInvoke
    @Nullable
    Object attempt(InvocationContext invocation) throws Exception {
        Call call = (Call) invocation.getContextData().computeIfAbsent(CALL, key -> new Call());
        Object result = invocation.proceed();
        return result instanceof Uni<?> answer ? attempt(call, answer) : result;
    }

    private static <T> Uni<T> attempt(Call call, Uni<T> answer) {
        return Uni.createFrom().emitter(emitter -> CurrentCall.with(call, () -> subscribe(call, answer, emitter)));
    }

    private static <T> void subscribe(Call call, Uni<T> answer, UniEmitter<? super T> emitter) {
        Cancellable attempt = answer.subscribe()
                .with(
                        item -> {
                            call.ended(Verdict.ANSWERED);
                            emitter.complete(item);
                        },
                        failure -> {
                            call.failed(failure);
                            emitter.fail(failure);
                        });
        emitter.onTermination(() -> {
            // The caller has hung up; once there is an answer this comes too late to count.
            attempt.cancel();
            call.ended(Verdict.UNKNOWN);
        });
    }
}
