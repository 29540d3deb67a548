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
 * The span that tells about one call: that of the work for its first endpoint, which would last as long and say the same; one of its
 * own for an endpoint that is called where the span names another already.
 */
final class CallSpan {

    private static final AttributeKey<String> ENDPOINT = AttributeKey.stringKey("endpoint");

    private final Span span;
    private final boolean own;

    private CallSpan(Span span, boolean own) {
        this.span = span;
        this.own = own;
    }

    /** Takes the current span, or begins one if that is taken. */
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

    /** What is called for a {@code Uni} begins with its subscription. */
    private <T> Uni<T> within(Uni<T> answer) {
        return Uni.createFrom().emitter(caller -> {
            try (Scope within = span.makeCurrent()) {
                caller.onTermination(answer.subscribe().with(caller::complete, caller::fail)::cancel);
            }
        });
    }

    void ended(Outcome outcome, @Nullable Throwable failure) {
        span.setAttribute("outcome", outcome.label());
        if (outcome == Outcome.FAULT && failure != null) {
            span.recordException(failure).setStatus(StatusCode.ERROR);
        }
        if (own) {
            span.end();
        }
    }
}
