package org.acme.kit.middleware;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
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
import org.jspecify.annotations.Nullable;

/**
 * The bound on the endpoint's calls in flight. A call above the bound is refused at once with 503 and does not queue.
 *
 * <p>The bound is {@code kit.limits.in-flight}, or {@code kit.limits."<endpoint>".in-flight} for one endpoint. A {@code Uni} is
 * in flight from its subscription to its end, a {@code Multi} from the call to its end. For a bound on the rate use
 * {@code @RateLimit} of SmallRye Fault Tolerance.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Limited {}

@Limited
@Interceptor
@Priority(ChainOrder.LIMIT)
final class LimitedInterceptor {

    private final EndpointBean endpoint;
    private final Slots.OfEndpoint slots;
    private volatile @Nullable Boolean tolerant; // read from the first call, the same for all

    LimitedInterceptor(@Intercepted Bean<?> bean, Slots slots) {
        this.endpoint = EndpointBean.of(bean);
        this.slots = slots.of(endpoint.name());
    }

    @AroundInvoke
    @Nullable
    Object limit(InvocationContext call) throws Exception {
        if (!endpoint.isCall(call)) {
            return call.proceed();
        }
        // A Uni counts from its subscription: one without a subscriber would else count for ever.
        return EndpointBean.isLater(call)
                ? Uni.createFrom().deferred(Unchecked.supplier(() -> (Uni<?>) later(call)))
                : now(call);
    }

    private @Nullable Object now(InvocationContext call) throws Exception {
        slots.take();
        return Ending.proceed(call, (outcome, failure) -> slots.giveBack());
    }

    private @Nullable Object later(InvocationContext call) throws Exception {
        if (!isTolerant(call)) {
            return now(call);
        }
        slots.take();
        RunningWork work = new RunningWork(slots::giveBack);
        call.getContextData().put(RunningWork.KEY, work);
        return Ending.proceed(call, (outcome, failure) -> work.stop());
    }

    private boolean isTolerant(InvocationContext call) {
        Boolean known = tolerant;
        if (known == null) {
            known = RunningWork.isLostIn(call);
            tolerant = known;
        }
        return known;
    }

    /** The inner half: tracks the work of a call that Fault Tolerance surrounds. */
    @Limited
    @Interceptor
    @Priority(ChainOrder.TRACK)
    static final class Inner {

        @AroundInvoke
        @Nullable
        Object track(InvocationContext call) throws Exception {
            RunningWork work = (RunningWork) call.getContextData().get(RunningWork.KEY);
            return work == null ? call.proceed() : work.attempt(call);
        }
    }
}
