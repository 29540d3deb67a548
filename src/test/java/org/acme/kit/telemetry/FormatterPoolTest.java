package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.junit.jupiter.api.Test;

class FormatterPoolTest {

    private final AtomicInteger formatters = new AtomicInteger();
    private final FormatterPool pool = new FormatterPool(() -> {
        formatters.incrementAndGet();
        return JsonLinesTest.lines();
    });

    @Test
    void formatsForTwoThreadsAtATime() {
        CyclicBarrier both = new CyclicBarrier(2);
        Object meeting = new Object() {
            @Override
            public String toString() {
                try {
                    return "met " + (both.await(60, TimeUnit.SECONDS) >= 0);
                } catch (Exception alone) {
                    throw new IllegalStateException(alone);
                }
            }
        };

        // A thread of its own: the common pool may have one only.
        CompletableFuture<String> other = new CompletableFuture<>();
        new Thread(() -> other.complete(pool.format(entry("two %s", meeting)))).start();

        assertThat(pool.format(entry("one %s", meeting)))
                .contains("\"message\":\"one met true\"")
                .endsWith("}\n");
        assertThat(other.join()).contains("\"message\":\"two met true\"").endsWith("}\n");
    }

    @Test
    void formatsALineThatIsLoggedWhileAnotherIsFormatted() {
        Object talkative = new Object() {
            @Override
            public String toString() {
                return pool.format(entry("inner %s", 1)).replaceAll("[^a-z]+", " ");
            }
        };

        assertThat(pool.format(entry("outer %s", talkative)))
                .contains("\"message\":\"outer")
                .contains("inner")
                .endsWith("}\n");
    }

    @Test
    void usesAFormatterAgainEvenAfterAFailure() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("broken");
            }
        };

        assertThatThrownBy(() -> pool.format(entry("%s", broken))).hasRootCauseMessage("broken");
        assertThat(pool.format(entry("%s", "fine"))).contains("\"message\":\"fine\"");
        assertThat(formatters).hasValue(1);
    }

    @Test
    void asksForCallersOnlyIfItsFormattersDo() {
        JsonLines detailed = JsonLinesTest.lines();
        detailed.setPrintDetails(true);

        assertThat(pool.isCallerCalculationRequired()).isFalse();
        assertThat(new FormatterPool(() -> detailed).isCallerCalculationRequired())
                .isTrue();
    }

    private static ExtLogRecord entry(String message, Object parameter) {
        ExtLogRecord entry = new ExtLogRecord(Level.INFO, message, FormatStyle.PRINTF, "logger");
        entry.setParameters(new Object[] {parameter});
        return entry;
    }
}
