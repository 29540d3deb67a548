package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An exporter that is a bean, without an endpoint, and the name that OpenTelemetry's variable gives the service. */
@QuarkusTest
@TestProfile(OwnExporterTest.Exported.class)
class OwnExporterTest {

    public static class Exported implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "otel.sdk.disabled", "false",
                    "otel.service.name", "bookings",
                    "otel.resource.attributes", "team=sea",
                    "quarkus.otel.bsp.schedule.delay", "20ms");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(Kept.class);
        }
    }

    @Alternative
    @ApplicationScoped
    static class Kept implements SpanExporter {

        private static final BlockingQueue<SpanData> SPANS = new LinkedBlockingQueue<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            SPANS.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Inject
    Tracer tracer;

    @Test
    void getsTheSpansOfTheServiceByItsName() throws InterruptedException {
        tracer.spanBuilder("kit-test").startSpan().end();

        SpanData span = next();
        while (!span.getName().equals("kit-test")) { // the start has one of its own
            span = next();
        }

        assertThat(span.getResource().getAttribute(AttributeKey.stringKey("service.name")))
                .isEqualTo("bookings");
        assertThat(span.getResource().getAttribute(AttributeKey.stringKey("team")))
                .isEqualTo("sea");
    }

    private static SpanData next() throws InterruptedException {
        SpanData next = Kept.SPANS.poll(60, TimeUnit.SECONDS);
        assertThat(next).as("the next span").isNotNull();
        return next;
    }
}
