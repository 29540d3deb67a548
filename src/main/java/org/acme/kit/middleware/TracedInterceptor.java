package org.acme.kit.middleware;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

@Traced
@Interceptor
@Priority(ChainOrder.TRACE)
final class TracedInterceptor {

    private final String endpoint;
    private final boolean disabled;

    TracedInterceptor(@Intercepted Bean<?> bean, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
        this.endpoint = EndpointName.of(bean);
        this.disabled = disabled;
    }

    @AroundInvoke
    @Nullable
    Object trace(InvocationContext call) throws Exception {
        if (disabled) {
            return call.proceed();
        }
        Span span = Span.current();
        return span.isRecording() ? trace(call, span) : call.proceed();
    }

    private @Nullable Object trace(InvocationContext call, Span span) throws Exception {
        span.setAttribute("endpoint", endpoint);
        return Ending.proceed(call, (outcome, failure) -> {
            span.setAttribute("outcome", outcome.label);
            if (outcome == Outcome.FAULT && failure != null) {
                span.recordException(failure).setStatus(StatusCode.ERROR);
            }
        });
    }
}
