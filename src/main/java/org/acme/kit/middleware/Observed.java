package org.acme.kit.middleware;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
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
import java.math.BigDecimal;
import org.acme.kit.telemetry.Field;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The trace, the log line and the metrics of each call of the endpoint, from one observation.
 *
 * <ul>
 *   <li>Trace: the span of the work has the attributes {@code endpoint} and {@code outcome}, and the exception of a fault. An
 *       endpoint that is called where the current span already names an endpoint gets a span of its own.
 *   <li>Log: one line with the {@link Outcome}, the milliseconds and the number of items of a stream; never the payload. A fault
 *       is logged at WARN and names its cause, everything else at INFO. The log format adds the request id.
 *   <li>Metrics: {@code endpoint.calls} by endpoint and outcome, and for streams {@code endpoint.items}.
 * </ul>
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Observed {}

@Observed
@Interceptor
@Priority(ChainOrder.OBSERVE)
final class ObservedInterceptor {

    private final EndpointBean endpoint;
    private final CallLine line;
    private final EndpointMeters.OfEndpoint meters;
    private final OpenStreams streams;
    private final boolean traced;

    ObservedInterceptor(
            @Intercepted Bean<?> bean,
            MeterRegistry registry,
            OpenStreams streams,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
        this.endpoint = EndpointBean.of(bean);
        this.line = new CallLine(endpoint.name());
        this.meters = new EndpointMeters.OfEndpoint(endpoint, registry);
        this.streams = streams;
        this.traced = !untraced;
    }

    @AroundInvoke
    @Nullable
    Object observe(InvocationContext call) throws Exception {
        if (!endpoint.isCall(call)) {
            return call.proceed();
        }
        if (!traced || !Span.current().isRecording()) {
            return Ending.proceed(call, new Observation(null));
        }
        CallSpan span = CallSpan.of(endpoint.name());
        return span.around(() -> Ending.proceed(call, new Observation(span)));
    }

    /** One call, timed from here to its end. */
    private final class Observation implements Ending, OpenStreams.Observer {

        private final @Nullable CallSpan span;
        private final long start = System.nanoTime();
        private volatile @Nullable EndingStream<?> stream;

        Observation(@Nullable CallSpan span) {
            this.span = span;
        }

        @Override
        public void ended(Outcome outcome, @Nullable Throwable failure) {
            long nanos = System.nanoTime() - start;
            try {
                meters.record(outcome, nanos);
                line.write(outcome, failure, nanos);
            } finally {
                trace(outcome, failure);
            }
        }

        @Override
        public void streamEnded(Outcome outcome, @Nullable Throwable failure, long items) {
            long nanos = System.nanoTime() - start;
            EndingStream<?> known = stream;
            if (known != null) {
                streams.closed(known, items > 0 ? failure : null);
            }
            try {
                meters.record(outcome, nanos);
                meters.streamed(items);
                line.write(outcome, failure, nanos, items);
            } finally {
                trace(outcome, failure);
            }
        }

        @Override
        public void opened(EndingStream<?> opened) {
            stream = opened;
            streams.opened(opened);
        }

        private void trace(Outcome outcome, @Nullable Throwable failure) {
            if (span != null) {
                span.ended(outcome, failure);
            }
        }
    }
}

/** The log line about each call of one endpoint, in the category {@code endpoint}. Thread-safe. */
final class CallLine {

    private static final Logger LOG = Logger.getLogger("endpoint");
    private static final long NO_STREAM = -1;

    private final String endpoint;
    private final Field name;

    CallLine(String endpoint) {
        this.endpoint = endpoint;
        this.name = new Field("endpoint", endpoint);
    }

    void write(Outcome outcome, @Nullable Throwable failure, long nanos) {
        write(outcome, failure, nanos, NO_STREAM);
    }

    void write(Outcome outcome, @Nullable Throwable failure, long nanos, long items) {
        Level level = outcome == Outcome.FAULT ? Level.WARN : Level.INFO;
        if (!LOG.isEnabled(level)) {
            return;
        }
        BigDecimal ms = BigDecimal.valueOf(nanos / 1_000, 3); // caches its text, which is used twice
        StringBuilder line = new StringBuilder(80)
                .append("endpoint=")
                .append(endpoint)
                .append(" outcome=")
                .append(outcome.label())
                .append(" ms=")
                .append(ms);
        Field duration = new Field("ms", ms);
        Field streamed = items == NO_STREAM ? null : new Field("items", items);
        if (streamed != null) {
            line.append(' ').append(streamed);
        }
        if (outcome == Outcome.FAULT) {
            // The stack trace is logged where the fault becomes an answer. After its first item a stream gets no other
            // answer, so it is logged here.
            Throwable thrown = items > 0 ? failure : null;
            Field cause = new Field(
                    "cause", failure == null ? "none" : failure.getClass().getSimpleName());
            LOG.logv(
                    level,
                    thrown,
                    line.append(' ').append(cause).toString(),
                    name,
                    outcome.field(),
                    duration,
                    streamed,
                    cause);
        } else {
            LOG.logv(level, line.toString(), name, outcome.field(), duration, streamed);
        }
    }
}
