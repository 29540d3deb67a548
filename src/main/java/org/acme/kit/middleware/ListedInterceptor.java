package org.acme.kit.middleware;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

@Listed
@Interceptor
@Priority(ChainOrder.LIST)
final class ListedInterceptor {

    @AroundInvoke
    @Nullable
    Object list(InvocationContext call) throws Exception {
        // The question comes without a request, so that calls with one need not look whether it is being asked.
        Object[] parameters = call.getParameters();
        if (parameters.length == 1 && parameters[0] == null && Chain.isAsked()) {
            Chain.answer(call.getInterceptorBindings());
            return null;
        }
        return call.proceed();
    }
}
