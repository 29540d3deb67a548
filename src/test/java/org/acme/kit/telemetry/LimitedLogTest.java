package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitedLogTest {

    private static final String CATEGORY = LimitedLogTest.class.getName();

    private final List<String> lines = new ArrayList<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final LimitedLog log = new LimitedLog(Logger.getLogger(CATEGORY), () -> Duration.ofSeconds(10), later::add);

    private final Handler handler = new Handler() {

        private final PatternFormatter text = new PatternFormatter("%p %s");

        @Override
        public void publish(LogRecord entry) {
            lines.add(text.format(ExtLogRecord.wrap(entry)) + (entry.getThrown() == null ? "" : " with its stack"));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        java.util.logging.Logger.getLogger(CATEGORY).addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        java.util.logging.Logger.getLogger(CATEGORY).removeHandler(handler);
    }

    @Test
    void tellsAnOutageOnceAndAgainWithACount() {
        for (int call = 0; call < 1_000; call++) {
            log.warn("peers", () -> "service=peers has no instance");
        }
        assertThat(lines).containsExactly("WARN service=peers has no instance");

        timePasses();

        assertThat(lines)
                .containsExactly(
                        "WARN service=peers has no instance",
                        "WARN service=peers has no instance (repeated=999 more in 10 s)");
    }

    @Test
    void saysNothingMoreWhenAnOutageIsOverAndTellsTheNextInFull() {
        log.warn("peers", () -> "first outage");
        timePasses();
        log.warn("peers", () -> "second outage");

        assertThat(lines).containsExactly("WARN first outage", "WARN second outage");
    }

    @Test
    void tellsWhatIsPendingAtTheEnd() {
        log.warn("once", () -> "one instance ejected");
        for (int call = 0; call < 3; call++) {
            log.warn("peers", () -> "down");
        }

        log.tellOwnPending();
        timePasses();

        assertThat(lines)
                .containsExactly(
                        "WARN one instance ejected", "WARN down", "WARN down (repeated=2 more in less than 10 s)");
    }

    @Test
    void goesOnCountingWhileItLasts() {
        log.warn("peers", () -> "down");
        log.warn("peers", () -> "down");
        timePasses();
        log.warn("peers", () -> "down");
        log.warn("peers", () -> "down");
        timePasses();
        timePasses();

        assertThat(lines)
                .containsExactly(
                        "WARN down", "WARN down (repeated=1 more in 10 s)", "WARN down (repeated=2 more in 10 s)");
        assertThat(later).isEmpty();
    }

    @Test
    void tellsEachKindByItself() {
        log.warn("peers", () -> "peers down");
        log.error("bug", "a bug", new IllegalStateException());
        log.error("bug", "a bug", new IllegalStateException());

        assertThat(lines).containsExactly("WARN peers down", "ERROR a bug with its stack");
    }

    @Test
    void countsKindsWithoutEndAsOne() {
        for (int kind = 0; kind < 10_000; kind++) {
            String line = "kind " + kind;
            log.warn(line, () -> line);
        }

        assertThat(lines).hasSize(201);
    }

    @Test
    void tellsEachLineWithoutAnInterval() {
        LimitedLog unlimited = new LimitedLog(Logger.getLogger(CATEGORY), () -> Duration.ZERO, later::add);

        unlimited.warn("peers", () -> "down");
        unlimited.warn("peers", () -> "down");

        assertThat(lines).containsExactly("WARN down", "WARN down");
    }

    private void timePasses() {
        List<Runnable> due = new ArrayList<>(later);
        later.clear();
        due.forEach(Runnable::run);
    }
}
