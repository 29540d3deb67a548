package org.acme.kit.middleware;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Intercepted;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

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
