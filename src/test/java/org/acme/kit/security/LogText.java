package org.acme.kit.security;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Collects all that is logged, with parameters and stack traces, as a file would hold it. */
final class LogText extends Handler {

    /** The client of the tests, which may tell what it sends. */
    private static final Pattern CLIENT = Pattern.compile("org\\.apache\\.http|io\\.restassured");

    private final PatternFormatter formatter = new PatternFormatter("%p [%c] %s%e%n");
    private final StringBuffer text = new StringBuffer();

    private LogText() {}

    /** Returns what is logged from that level on while something happens. */
    static String of(Level level, Runnable happening) {
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        LogText log = new LogText();
        root.addHandler(log);
        root.setLevel(level);
        try {
            happening.run();
        } finally {
            root.setLevel(before);
            root.removeHandler(log);
        }
        return log.text.toString();
    }

    @Override
    public void publish(LogRecord entry) {
        if (!CLIENT.matcher(entry.getLoggerName()).lookingAt()) {
            text.append(formatter.format(ExtLogRecord.wrap(entry)));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
