package org.acme.kit.middleware;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The span of one call. The first endpoint of a unit of work uses the span of the work: a span of its own would last as long and
 * say the same. An endpoint that is called where the current span already names an endpoint gets a span of its own.
 */
final class CallSpan {

    private static final AttributeKey<String> ENDPOINT = AttributeKey.stringKey("endpoint");

    private final Span span;
    private final boolean own;

    private CallSpan(Span span, boolean own) {
        this.span = span;
        this.own = own;
    }

    /** Returns the current span, or a new one if the current span already names an endpoint. */
    static CallSpan of(String endpoint) {
        Span current = Span.current();
        boolean own = current instanceof ReadableSpan known && known.getAttribute(ENDPOINT) != null;
        Span span = own
                ? GlobalOpenTelemetry.getTracer(CallSpan.class.getName())
                        .spanBuilder("endpoint " + endpoint)
                        .startSpan()
                : current;
        return new CallSpan(span.setAttribute(ENDPOINT, endpoint), own);
    }

    @Nullable
    Object around(Callable<@Nullable Object> call) throws Exception {
        if (!own) {
            return call.call();
        }
        Object result;
        try (Scope within = span.makeCurrent()) {
            result = call.call();
        }
        return result instanceof Uni<?> answer ? within(answer) : result;
    }

    /** Makes the span current during the subscription, because the calls of a {@code Uni} begin there. */
    private <T> Uni<T> within(Uni<T> answer) {
        return Uni.createFrom().emitter(caller -> {
            try (Scope within = span.makeCurrent()) {
                caller.onTermination(answer.subscribe().with(caller::complete, caller::fail)::cancel);
            }
        });
    }

    void ended(Outcome outcome, @Nullable Throwable failure) {
        try {
            span.setAttribute("outcome", outcome.label());
            if (outcome == Outcome.FAULT && failure != null) {
                span.recordException(failure).setStatus(StatusCode.ERROR); // asks it for its message
            }
        } finally {
            if (own) {
                span.end();
            }
        }
    }
}
