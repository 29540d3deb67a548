package org.acme.kit.dev;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the line about each call that did well out of the log while a load runs: nothing else could be read there. */
final class QuietCalls {

    // Held here, or the log manager may forget the logger and its level with it.
    private final Logger calls = Logger.getLogger("endpoint");
    private final Level before = calls.getLevel();

    void set(boolean quiet) {
        calls.setLevel(quiet ? Level.WARNING : before);
    }
}
