package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Tracer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.acme.kit.middleware.LogLines;
import org.acme.kit.telemetry.FailingCollector.Way;
import org.junit.jupiter.api.Test;

/** One story, in its order: a collector that works, is not there, works, answers 404, works, closes connections, and works. */
@QuarkusTest
@TestProfile(CollectorWatchTest.Collected.class)
class CollectorWatchTest {

    public static class Collected implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(FailingCollector.class));
        }
    }

    @Inject
    Tracer tracer;

    FailingCollector collector;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Test
    void tellsOnceThatItFailsAndOnceThatItWorksAgain() throws InterruptedException {
        try (LogLines traces = new LogLines("traces", told::add);
                LogLines exporters = new LogLines("io.opentelemetry");
                LogLines senders = new LogLines("io.quarkus.opentelemetry")) {
            collector.become(Way.REFUSES);
            assertThat(next()).startsWith("WARN Traces are lost: ").contains(collector.address(), "Connection refused");
            spans(100);
            collector.become(Way.TAKES);
            assertThat(next())
                    .startsWith("INFO The collector at " + collector.address() + " takes traces again, after ")
                    .endsWith(" exports that were lost");

            collector.become(Way.ANSWERS_404);
            assertThat(next()).startsWith("WARN ").contains(collector.address(), "404");
            spans(100);
            collector.become(Way.TAKES);
            assertThat(next()).startsWith("INFO ");

            collector.become(Way.CLOSES);
            assertThat(next()).startsWith("WARN ").contains(collector.address());
            collector.become(Way.TAKES);
            assertThat(next()).startsWith("INFO ");
            assertThat(traces.lines()).hasSize(6);
            assertThat(exporters.lines()).isEmpty();
            assertThat(senders.lines()).isEmpty();
        }
    }

    /** Ends spans until a line is told: what has failed or works shows only by what is sent. */
    private String next() throws InterruptedException {
        String line = null;
        for (int span = 0; line == null && span < 1000; span++) {
            spans(1);
            line = told.poll(50, TimeUnit.MILLISECONDS);
        }
        return line == null ? told.poll(60, TimeUnit.SECONDS) : line;
    }

    private void spans(int count) {
        for (int span = 0; span < count; span++) {
            tracer.spanBuilder("kit-test").startSpan().end();
        }
    }
}
