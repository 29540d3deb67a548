package org.acme.kit.middleware;

import java.math.BigDecimal;
import org.acme.kit.telemetry.Field;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jspecify.annotations.Nullable;

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
