package org.acme.kit.balancing;

import java.util.Locale;

/**
 * The standing of one instance at a moment.
 *
 * @param reason why it is not available, empty if it is
 * @param ejection the number of the last ejection, after which it rests so much longer; 0 before the first
 * @param since when it was ejected first since it was last available, or when it became available
 * @param due when a probe may begin, or when a probe without an outcome is given up
 * @param probe the number of the last probe; the outcome of that one alone counts
 * @param unreachable whether nothing but failures came for long enough to be certain: as many in a row as eject, over at least the
 *     time of a first ejection. A peer that still answers a share of its calls is never unreachable.
 */
record Standing(State state, String reason, int ejection, long since, long due, long probe, boolean unreachable) {

    /** The states; an instance that is not available serves calls only if too many are not. */
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
        return new Standing(State.EJECTED, why, number, isAvailable() ? now : since, until, probe, unreachable);
    }

    Standing probed(long until) {
        return new Standing(State.PROBING, reason, ejection, since, until, probe + 1, unreachable);
    }

    /** The probe has no outcome: the next call may be one. */
    Standing unprobed(long now) {
        return new Standing(State.EJECTED, reason, ejection, since, now, probe, unreachable);
    }

    Standing returned(long now) {
        return new Standing(State.AVAILABLE, "", ejection, now, now, probe, unreachable);
    }

    Standing unreachable(boolean now) {
        return unreachable == now ? this : new Standing(state, reason, ejection, since, due, probe, now);
    }
}
