package org.acme.kit.deadline;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.acme.kit.middleware.ChainOrder;
import org.acme.kit.middleware.EndpointBean;
import org.jspecify.annotations.Nullable;

@WithinDeadline
@Interceptor
@Priority(ChainOrder.DEADLINE)
final class WithinDeadlineInterceptor {

    private final EndpointBean endpoint;
    private final Deadlines deadlines;

    WithinDeadlineInterceptor(@Intercepted Bean<?> bean, Deadlines deadlines) {
        this.endpoint = EndpointBean.of(bean);
        this.deadlines = deadlines;
    }

    @AroundInvoke
    @Nullable
    Object bound(InvocationContext call) throws Exception {
        if (!endpoint.isCall(call)) {
            return call.proceed();
        }
        Deadline deadline = deadlines.current();
        deadline.requireMillis();
        Object result = call.proceed();
        if (result instanceof Uni<?> answer) {
            return deadlines.bound(answer, deadline);
        }
        deadline.requireAnswered();
        return result;
    }
}
