package org.acme.kit.client;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;

/** Tells the trace of a request which attempt of a call to a peer failed, where and why: the event {@code attempt.failed}. */
final class AttemptEvent {

    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("attempt");
    private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("instance");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

    private AttemptEvent() {}

    static void failed(Span span, int attempt, String instance, String reason) {
        if (span.isRecording()) {
            span.addEvent("attempt.failed", Attributes.of(ATTEMPT, (long) attempt, INSTANCE, instance, REASON, reason));
        }
    }
}
