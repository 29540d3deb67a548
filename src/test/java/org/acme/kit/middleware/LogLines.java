package org.acme.kit.middleware;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects what one category logs until it is closed, and tells a listener at once. */
public final class LogLines extends Handler implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Consumer<String> listener;

    public LogLines(String category) {
        this(category, line -> {});
    }

    public LogLines(String category, Consumer<String> listener) {
        this.listener = listener;
        logger = Logger.getLogger(category);
        logger.addHandler(this);
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord line) {
        String text = line.getLevel() + " " + line.getMessage();
        lines.add(text);
        listener.accept(text);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
