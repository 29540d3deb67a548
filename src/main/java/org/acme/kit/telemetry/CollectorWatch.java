package org.acme.kit.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * A watch on the collector of traces. It logs one line when the collector begins to fail, with its address and its answer, and
 * one when it takes traces again. The exporters' own lines name no address, are repeated as long as the failure lasts, and some
 * have a stack trace. Thread-safe.
 *
 * <p>The exporters report failures in their logs only, and successes nowhere. So after a failure one span is followed: if no
 * export fails from its end until all spans have been sent, the collector works.
 */
@Singleton
class CollectorWatch implements SpanProcessor {

    private static final org.jboss.logging.Logger LOG = org.jboss.logging.Logger.getLogger("traces");

    /** The loggers whose lines give the reason of a failure. The exporters limit these lines to some in a minute. */
    private static final List<String> REASONS = List.of(
            "io.opentelemetry.exporter.internal.http.HttpExporter",
            "io.opentelemetry.exporter.internal.grpc.GrpcExporter",
            "io.quarkus.opentelemetry.runtime.exporter.otlp.sender.VertxHttpSender",
            "io.quarkus.opentelemetry.runtime.exporter.otlp.sender.VertxGrpcSender");

    /** The loggers that write {@link #FAILED} for each export that fails. */
    private static final List<String> FAILURES = List.of(
            "io.opentelemetry.sdk.trace.export.BatchSpanProcessor",
            "io.opentelemetry.sdk.trace.export.SimpleSpanProcessor");

    private static final String FAILED = "Exporter failed";
    private static final int LONGEST = 300;

    private final Instance<SpanProcessor> processors;
    private final List<Logger> reasons = REASONS.stream().map(Logger::getLogger).toList();
    private final List<Logger> failures =
            FAILURES.stream().map(Logger::getLogger).toList();
    private final AtomicBoolean following = new AtomicBoolean();
    private volatile @Nullable String reason;
    private volatile int failed; // exports since the last success; written under the lock
    private String address = "";
    private Executor later = Runnable::run;

    CollectorWatch(@Any Instance<SpanProcessor> processors) {
        this.processors = processors;
    }

    /** Begins only if the exporter is Quarkus' own: of another one neither the address nor the log lines are known. */
    void begin(@Observes StartupEvent start, Config config, @Any Instance<SpanExporter> others) {
        String to = TracesSwitch.address(config);
        if (to == null || !others.isUnsatisfied()) {
            return;
        }
        address = to.replaceFirst("//[^/@]*@", "//"); // no password in the log
        Duration delay = config.getValue("quarkus.otel.bsp.schedule.delay", Duration.class);
        later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
        reasons.forEach(logger -> {
            logger.setFilter(this::explains);
            logger.setLevel(Level.WARNING); // Quarkus turns some off
        });
        failures.forEach(logger -> {
            logger.setFilter(this::tellsNoFailure);
            logger.setLevel(Level.FINE);
        });
    }

    private boolean explains(LogRecord line) {
        if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
            String said = line.getMessage()
                    .replaceFirst("^Failed to export \\w+\\. ", "")
                    .replaceAll("\\s+", " ");
            reason = said.substring(0, Math.min(LONGEST, said.length()));
        }
        return false;
    }

    private boolean tellsNoFailure(LogRecord line) {
        if (!FAILED.equals(line.getMessage())) {
            return line.getLevel().intValue() > Level.FINE.intValue();
        }
        fail();
        return false;
    }

    private synchronized void fail() {
        failed++;
        if (failed == 1) {
            String why = reason == null ? "it did not answer in time" : reason;
            LOG.warnf("Traces are lost: the collector at %s fails: %s", address, why);
        }
        reason = null;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        int before = failed;
        if (before > 0 && span.getSpanContext().isSampled() && following.compareAndSet(false, true)) {
            later.execute(() -> follow(before));
        }
    }

    private void follow(int before) {
        try {
            List<SpanProcessor> others =
                    processors.stream().filter(processor -> processor != this).toList();
            SpanProcessor.composite(others).forceFlush().whenComplete(() -> flushed(before));
        } catch (RuntimeException broken) { // of a processor of the service; a later span looks again
            following.set(false);
            throw broken;
        }
    }

    private synchronized void flushed(int before) {
        if (failed == before) {
            failed = 0;
            LOG.infof("The collector at %s takes traces again, after %s exports that were lost", address, before);
        }
        following.set(false);
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
