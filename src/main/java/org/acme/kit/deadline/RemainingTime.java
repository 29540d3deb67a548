package org.acme.kit.deadline;

import org.jspecify.annotations.Nullable;

/**
 * Reads the time that a caller has left.
 *
 * <ul>
 *   <li>Zero or less is time that is used up; Envoy, for which 0 means «without end», never sends it.
 *   <li>More than the default is cut to it: a caller may shorten what this service is ready to spend, not extend it. So is a
 *       number that is too long for any integer.
 *   <li>What is no integer is as good as absent: the default bounds the work anyway, and a proxy that writes nonsense must not
 *       take the service down with 400s.
 * </ul>
 */
final class RemainingTime {

    private RemainingTime() {}

    /** Returns the milliseconds, from 0 to {@code longest}. */
    static long millis(@Nullable String sent, long longest) {
        if (sent == null) {
            return longest;
        }
        boolean negative = sent.startsWith("-");
        int digits = negative ? 1 : 0;
        if (sent.length() == digits) {
            return longest;
        }
        long millis = 0;
        for (int index = digits; index < sent.length(); index++) {
            char digit = sent.charAt(index);
            if (digit < '0' || digit > '9') {
                return longest;
            }
            millis = Math.min(longest, millis * 10 + digit - '0');
        }
        return negative ? 0 : millis;
    }
}
