package org.acme.kit.discovery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens to what discovery logs. */
final class RealDnsLog extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("discovery");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    RealDnsLog() {
        logger.addHandler(this);
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getLevel() + " " + line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
