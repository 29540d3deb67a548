package org.acme.kit.client;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.smallrye.stork.api.ServiceInstance;
import jakarta.ws.rs.WebApplicationException;

/** Tells the trace of a request which attempt of a call to a peer failed, where and why: the event {@code attempt.failed}. */
final class AttemptEvent {

    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("attempt");
    private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("instance");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

    private AttemptEvent() {}

    static void failed(Span span, int attempt, ServiceInstance instance, Throwable failure) {
        if (span.isRecording()) {
            span.addEvent(
                    "attempt.failed",
                    Attributes.of(
                            ATTEMPT,
                            (long) attempt,
                            INSTANCE,
                            instance.getHost() + ":" + instance.getPort(),
                            REASON,
                            reason(failure)));
        }
    }

    private static String reason(Throwable failure) {
        return failure instanceof WebApplicationException answer
                ? "status " + answer.getResponse().getStatus()
                : failure.getClass().getSimpleName();
    }
}
