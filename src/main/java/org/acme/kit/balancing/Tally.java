package org.acme.kit.balancing;

import org.jspecify.annotations.Nullable;

/** Counts the calls of one instance and says when there is reason to eject it. Not thread-safe: {@link Health} guards it. */
final class Tally {

    private final EjectionRules rules;
    private final long window;

    private int failuresInARow;
    private long windowStart;
    private int calls;
    private int failures;

    Tally(EjectionRules rules, long now) {
        this.rules = rules;
        this.window = rules.window().toNanos();
        this.windowStart = now;
    }

    /** Counts a call and returns the reason to eject the instance, null if there is none. */
    @Nullable
    String count(boolean failed, long now) {
        if (now - windowStart >= window) {
            startWindow(now);
        }
        calls++;
        failures += failed ? 1 : 0;
        failuresInARow = failed ? failuresInARow + 1 : 0;
        return reason();
    }

    /** Forgets all. */
    void clear(long now) {
        failuresInARow = 0;
        startWindow(now);
    }

    private void startWindow(long now) {
        windowStart = now;
        calls = 0;
        failures = 0;
    }

    private @Nullable String reason() {
        if (failuresInARow >= rules.failures()) {
            return failuresInARow + " failures in a row";
        }
        boolean tooFew = calls < rules.minRequests();
        return tooFew || (calls - failures) * 100L >= (long) rules.successRate() * calls
                ? null
                : failures + " of " + calls + " calls failed";
    }
}
