package org.acme.kit.deadline;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.acme.kit.middleware.ChainOrder;
import org.acme.kit.middleware.EndpointBean;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of the endpoint: {@code kit.deadline."<endpoint>"}, or {@code kit.deadline.default}, or less if the caller has
 * less time.
 *
 * <ul>
 *   <li>The endpoint is not called if no time is left, and a {@code Uni} that is late is cancelled: 504.
 *   <li>An endpoint that blocks is not interrupted, but its calls to peers end in time. Its answer is 504 if the time is up when
 *       it returns; a transaction around it is rolled back.
 *   <li>A stream has no deadline. Each call that it makes has the default, or what is left of the time that the caller sent.
 * </ul>
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface WithinDeadline {}

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
        if (endpoint.isStream()) {
            deadlines.enteringStream();
            return call.proceed() instanceof Multi<?> stream ? inContext(stream) : null;
        }
        Deadline deadline = deadlines.entering(endpoint.name());
        deadline.requireMillis();
        Object result = call.proceed();
        if (result instanceof Uni<?> answer) {
            return deadlines.bound(answer, deadline);
        }
        deadline.requireAnswered();
        return result;
    }

    /** Passes the items on in the context of the request, which has an id and a trace; a source may have its own threads. */
    private static <T> Multi<T> inContext(Multi<T> stream) {
        Context request = Vertx.currentContext();
        return request == null
                ? stream
                : stream.emitOn(task -> {
                    if (request == Vertx.currentContext()) {
                        task.run();
                    } else {
                        request.runOnContext(here -> task.run());
                    }
                });
    }
}
