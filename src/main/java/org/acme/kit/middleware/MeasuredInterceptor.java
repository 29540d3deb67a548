package org.acme.kit.middleware;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

@Measured
@Interceptor
@Priority(ChainOrder.MEASURE)
final class MeasuredInterceptor {

    // From an answer out of memory to one that a caller no longer waits for: enough to alert on, few enough to keep.
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2)
    };

    // Made once with the endpoint, so that a call looks nothing up and every outcome is there from zero.
    private final Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);

    MeasuredInterceptor(@Intercepted Bean<?> bean, MeterRegistry registry) {
        for (Outcome outcome : Outcome.values()) {
            timers.put(
                    outcome,
                    Timer.builder("endpoint.calls")
                            .description("Calls of an endpoint and how they ended")
                            .tag("endpoint", EndpointName.of(bean))
                            .tag("outcome", outcome.label)
                            .serviceLevelObjectives(BUCKETS)
                            .register(registry));
        }
    }

    @AroundInvoke
    @Nullable
    Object measure(InvocationContext call) throws Exception {
        long start = System.nanoTime();
        return Ending.proceed(
                call,
                (outcome, failure) -> timers.get(outcome).record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
    }
}
