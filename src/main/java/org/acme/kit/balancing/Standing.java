package org.acme.kit.balancing;

import java.util.Locale;

/**
 * Is how one instance stands at a moment.
 *
 * @param reason why it is not available, empty if it is
 * @param ejection the number of the last ejection, after which it rests so much longer; 0 before the first
 * @param since when it was ejected first since it was last available, or when it became available
 * @param due when a call may try it, or when a try that was not heard of is given up
 * @param probe the number of the last trial call; the outcome of that one alone counts
 * @param silent whether its last calls, as many as eject, have all failed: then it is not just bad, it seems gone
 */
record Standing(State state, String reason, int ejection, long since, long due, long probe, boolean silent) {

    /** Lists the states; an instance that is not available serves calls only if too many are not. */
    enum State {
        AVAILABLE,
        EJECTED,
        PROBING;

        /** The name in reports and metrics. */
        final String label = name().toLowerCase(Locale.ROOT);
    }

    static Standing fresh(long now) {
        return new Standing(State.AVAILABLE, "", 0, now, now, 0, false);
    }

    boolean isAvailable() {
        return state == State.AVAILABLE;
    }

    Standing ejected(String why, int number, long now, long until) {
        return new Standing(State.EJECTED, why, number, isAvailable() ? now : since, until, probe, silent);
    }

    Standing probed(long until) {
        return new Standing(State.PROBING, reason, ejection, since, until, probe + 1, silent);
    }

    /** The trial call said nothing: the next may be one. */
    Standing unprobed(long now) {
        return new Standing(State.EJECTED, reason, ejection, since, now, probe, silent);
    }

    Standing returned(long now) {
        return new Standing(State.AVAILABLE, "", ejection, now, now, probe, silent);
    }

    Standing silent(boolean now) {
        return silent == now ? this : new Standing(state, reason, ejection, since, due, probe, now);
    }
}
