package org.acme.kit.console;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/**
 * The last events that an operator looks for, as they are logged: an ejection, a failed lookup, a service that turns not ready.
 *
 * <p>They come from the kit's log categories, so the time line of the console and the log never differ. A line that its level
 * keeps out of the log is not here either.
 */
@ApplicationScoped
class EventLog {

    private static final List<String> CATEGORIES = List.of("balancing", "client", "discovery", "lifecycle");
    private static final int CAPACITY = 300;

    // Strong references: otherwise the log manager may drop a logger, and its handler with it.
    private final List<Logger> loggers =
            CATEGORIES.stream().map(Logger::getLogger).toList();
    private final Recent<Event> events = new Recent<>(CAPACITY);
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (isLoggable(line)) { // java.util.logging leaves the level of a handler to the handler
                events.add(Event.of(line));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /**
     * One event.
     *
     * @param at milliseconds since 1970, for people to read
     * @param level {@code INFO}, {@code WARN} or {@code ERROR}
     */
    @RegisterForReflection // written by a route, which Quarkus does not scan for entities
    record Event(long at, String level, String category, String message) {

        private static Event of(LogRecord line) {
            return new Event(
                    line.getMillis(),
                    level(line.getLevel().intValue()),
                    line.getLoggerName(),
                    ExtLogRecord.wrap(line).getFormattedMessage());
        }

        private static String level(int level) {
            return level >= Level.SEVERE.intValue() ? "ERROR" : level >= Level.WARNING.intValue() ? "WARN" : "INFO";
        }
    }

    /** Begins to record events. */
    void begin() {
        handler.setLevel(Level.INFO);
        loggers.forEach(logger -> logger.addHandler(handler));
    }

    /** Returns the events with a higher number, oldest first. */
    List<Recent.Entry<Event>> after(long number) {
        return events.after(number);
    }

    @PreDestroy
    void close() {
        loggers.forEach(logger -> logger.removeHandler(handler));
    }
}
