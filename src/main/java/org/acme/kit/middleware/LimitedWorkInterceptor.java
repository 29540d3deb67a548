package org.acme.kit.middleware;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** The inner half of {@link LimitedInterceptor}: it knows what runs of a call that Fault Tolerance stands around. */
@Limited
@Interceptor
@Priority(ChainOrder.TRACK)
final class LimitedWorkInterceptor {

    @AroundInvoke
    @Nullable
    Object track(InvocationContext call) throws Exception {
        RunningWork work = (RunningWork) call.getContextData().get(RunningWork.KEY);
        return work == null ? call.proceed() : work.attempt(call);
    }
}
