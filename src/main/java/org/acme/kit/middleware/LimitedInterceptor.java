package org.acme.kit.middleware;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.error.Unavailable;
import org.jspecify.annotations.Nullable;

@Limited
@Interceptor
@Priority(ChainOrder.LIMIT)
final class LimitedInterceptor {

    private final AtomicInteger inFlight = new AtomicInteger();
    private final String endpoint;
    private final int limit;

    LimitedInterceptor(@Intercepted Bean<?> bean, Limits limits) {
        this.endpoint = EndpointName.of(bean);
        this.limit = Optional.ofNullable(limits.endpoints().get(endpoint))
                .map(Limits.EndpointLimits::inFlight)
                .orElse(OptionalInt.empty())
                .orElse(limits.inFlight());
    }

    @AroundInvoke
    @Nullable
    Object limit(InvocationContext call) throws Exception {
        // A Uni counts from its subscription: one that nobody subscribes to would count for ever.
        return call.getMethod().getReturnType() == Uni.class
                ? Uni.createFrom().deferred(Unchecked.supplier(() -> (Uni<?>) admit(call)))
                : admit(call);
    }

    private @Nullable Object admit(InvocationContext call) throws Exception {
        if (inFlight.incrementAndGet() > limit) {
            inFlight.decrementAndGet();
            throw new Unavailable(
                    "Too many requests are being served just now.",
                    Duration.ofSeconds(1),
                    "Endpoint " + endpoint + " has " + limit + " calls in flight, all that kit.limits allows");
        }
        return Ending.proceed(call, (outcome, failure) -> inFlight.decrementAndGet());
    }
}
