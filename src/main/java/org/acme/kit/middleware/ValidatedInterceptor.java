package org.acme.kit.middleware;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.acme.kit.error.BusinessFailure;
import org.jspecify.annotations.Nullable;

@Validated
@Interceptor
@Priority(Order.VALIDATE)
final class ValidatedInterceptor {

    @AroundInvoke
    @Nullable
    Object validate(InvocationContext call) throws Exception {
        for (Object argument : call.getParameters()) {
            if (argument == null) {
                throw new BusinessFailure("missing-body", "Missing body", 400, "Send a JSON object as the body.");
            }
        }
        return call.proceed();
    }
}
