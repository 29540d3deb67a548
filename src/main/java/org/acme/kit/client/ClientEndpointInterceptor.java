package org.acme.kit.client;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.acme.kit.deadline.Deadline;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.middleware.ChainOrder;
import org.jspecify.annotations.Nullable;

@ClientEndpoint
@Interceptor
@Priority(ChainOrder.CALL)
final class ClientEndpointInterceptor {

    private final Deadlines deadlines;
    private final Retries retries;

    ClientEndpointInterceptor(Deadlines deadlines, Retries retries) {
        this.deadlines = deadlines;
        this.retries = retries;
    }

    @AroundInvoke
    @Nullable
    Object call(InvocationContext invocation) throws Exception {
        Object result = invocation.proceed();
        return result instanceof Uni<?> answer ? call(invocation, answer) : result;
    }

    /** Makes a call of its own for each subscriber; the attempts find it in the invocation. */
    private <T> Uni<T> call(InvocationContext invocation, Uni<T> answer) {
        return Uni.createFrom().deferred(() -> {
            Deadline deadline = deadlines.current();
            deadline.requireMillis();
            Call call = new Call(deadline, retries);
            invocation.getContextData().put(AttemptInterceptor.CALL, call);
            // Fault Tolerance does not pass a cancellation on to the attempt, so the call does.
            return deadlines
                    .bound(answer.onCancellation().invoke(call::abandon), deadline)
                    .onFailure()
                    .transform(failure -> FailedCall.of(call, failure));
        });
    }
}
