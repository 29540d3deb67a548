package org.acme.kit.balancing;

import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the rules of outlier ejection: when an instance is ejected and for how long. Immutable.
 *
 * @param failures how many failures in a row eject; 5 as with Envoy ({@code consecutive_gateway_failure}) and Finagle
 * @param successRate the percentage of answered calls below which an instance is ejected; 80 as with Finagle
 * @param minRequests how many calls a window must have for its success rate to count; 20: Finagle has 5, where one failure more
 *     or less decides; Envoy and gRPC A50 have 100, which a small service never reaches
 * @param window the time over which the success rate is taken; 10 s as the interval of Envoy and gRPC A50
 * @param baseTime the time of the first ejection; the n-th lasts n times as long; 5 s as with Finagle, Envoy has 30 s
 * @param maxTime the longest time of an ejection; 300 s as with all three
 */
public record EjectionRules(
        int failures, int successRate, int minRequests, Duration window, Duration baseTime, Duration maxTime) {

    /** The defaults, as the attributes of the load balancers have them. */
    public static final EjectionRules DEFAULT =
            new EjectionRules(5, 80, 20, Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(300));

    /** Returns how long the ejection with this number lasts (Envoy: base time × times ejected, capped). */
    Duration timeOf(int ejection) {
        Duration longer = baseTime.multipliedBy(ejection);
        return longer.compareTo(maxTime) > 0 ? maxTime : longer;
    }

    /** Returns the number of the next ejection; each window for which it was available subtracts one (Envoy, gRPC A50). */
    int nextEjection(int former, Duration healthy) {
        return (int) Math.max(0, former - healthy.dividedBy(window)) + 1;
    }

    /** The counts of one instance, which give a reason to eject it. Not thread-safe: {@link Health} guards it. */
    static final class Tally {

        private final EjectionRules rules;
        private final DoubleSupplier freshness;
        private final long window;

        private int failuresInARow;
        private int sinceAnswer;
        private long failingSince;
        private long windowStart;
        private int calls;
        private int failures;

        /** Starts at zero; {@code freshness} is that of {@link Balancer#freshness}. */
        Tally(EjectionRules rules, DoubleSupplier freshness, long now) {
            this.rules = rules;
            this.freshness = freshness;
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

        /** Records a verdict, during an ejection, too, and tells whether the instance is {@link Standing#unreachable}. */
        boolean isUnreachable(Verdict verdict, long now) {
            if (verdict == Verdict.ANSWERED) {
                sinceAnswer = 0;
            } else if (verdict == Verdict.FAILED) {
                failingSince = sinceAnswer == 0 ? now : failingSince;
                sinceAnswer = Math.min(rules.failures(), sinceAnswer + 1);
            }
            return sinceAnswer == rules.failures()
                    && now - failingSince >= rules.baseTime().toNanos();
        }

        /** Resets the failures in a row and the window; not what {@link #isUnreachable} counts. */
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
            if (failuresInARow > 0 && failuresInARow >= rules.failures() * freshness.getAsDouble()) {
                return failuresInARow + " failures in a row, and DNS has not confirmed it for long";
            }
            boolean tooFew = calls < rules.minRequests();
            return tooFew || (calls - failures) * 100L >= (long) rules.successRate() * calls
                    ? null
                    : failures + " of " + calls + " calls failed";
        }
    }

    /**
     * The standing of one instance at a moment.
     *
     * <p>Moments are nanoseconds of the balancer's clock. Immutable.
     *
     * @param reason why it is not available, empty if it is
     * @param ejection the number of the last ejection, a factor of its time; 0 before the first
     * @param since when it became available, or was ejected while available: a failed probe leaves it unchanged
     * @param due when a probe may begin, or when a probe without an outcome is given up
     * @param probe the number of the last probe; only the outcome of that one counts
     * @param unreachable whether it has only failed for long enough: as many times in a row as eject, over at least the time of a
     *     first ejection. A peer that still answers a share of its calls is never unreachable.
     */
    record Standing(State state, String reason, int ejection, long since, long due, long probe, boolean unreachable) {

        /** The states. An instance that is not available serves only if more than half of its group are not, or in panic mode. */
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

        /** Returns the standing after a probe without an outcome: the next call may be a probe. */
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
}
