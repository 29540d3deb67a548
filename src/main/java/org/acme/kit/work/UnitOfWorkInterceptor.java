package org.acme.kit.work;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.acme.kit.middleware.ChainOrder;
import org.jspecify.annotations.Nullable;

@UnitOfWork("")
@Interceptor
@Priority(ChainOrder.WORK)
final class UnitOfWorkInterceptor {

    private final Works works;

    UnitOfWorkInterceptor(Works works) {
        this.works = works;
    }

    @AroundInvoke
    @Nullable
    Object open(InvocationContext call) throws Exception {
        Method method = call.getMethod();
        Class<?> answer = method.getReturnType();
        if (CompletionStage.class.isAssignableFrom(answer) || Flow.Publisher.class.isAssignableFrom(answer)) {
            throw new IllegalStateException("@UnitOfWork does not know when the " + answer.getSimpleName() + " of "
                    + method + " ends; answer a Uni, or open the work with Works");
        }
        return works.open(call.getInterceptorBinding(UnitOfWork.class).value()).call(call::proceed, answer);
    }
}
