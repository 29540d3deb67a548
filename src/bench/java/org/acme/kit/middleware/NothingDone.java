package org.acme.kit.middleware;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.jspecify.annotations.Nullable;

/** Wraps an endpoint in five middlewares that do nothing. */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@interface NothingDone {

    /** What the five have in common. */
    class Nothing {
        @AroundInvoke
        @Nullable
        Object pass(InvocationContext call) throws Exception {
            return call.proceed();
        }
    }

    @NothingDone
    @Interceptor
    @Priority(1)
    class First extends Nothing {}

    @NothingDone
    @Interceptor
    @Priority(2)
    class Second extends Nothing {}

    @NothingDone
    @Interceptor
    @Priority(3)
    class Third extends Nothing {}

    @NothingDone
    @Interceptor
    @Priority(4)
    class Fourth extends Nothing {}

    @NothingDone
    @Interceptor
    @Priority(5)
    class Fifth extends Nothing {}
}
