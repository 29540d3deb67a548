package org.acme.kit.deadline;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.acme.kit.middleware.ChainOrder;
import org.jspecify.annotations.Nullable;

@WithinDeadline
@Interceptor
@Priority(ChainOrder.DEADLINE)
final class WithinDeadlineInterceptor {

    private final Deadlines deadlines;

    WithinDeadlineInterceptor(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @AroundInvoke
    @Nullable
    Object bound(InvocationContext call) throws Exception {
        Deadline deadline = deadlines.current();
        deadline.requireMillis();
        Object result = call.proceed();
        return result instanceof Uni<?> answer ? deadlines.bound(answer, deadline) : result;
    }
}
