package org.acme.kit.error;

import java.time.Duration;

/**
 * Says that something this service needs cannot be had just now: 503 with {@code Retry-After} (RFC 9110, section 15.6.4).
 *
 * <p>The message is for the operator and goes to the log alone; {@link #detail()} goes to the caller.
 */
public class Unavailable extends RuntimeException {

    private final String detail;
    private final Duration retryAfter;

    /**
     * Makes the fault.
     *
     * @param detail what the caller may know: no address, no host name
     * @param retryAfter when asking again makes sense, more than zero
     * @param message what the operator must know: what, which, and what to check
     */
    public Unavailable(String detail, Duration retryAfter, String message) {
        // No stack trace, but room for the failures of the attempts that led here.
        super(message, null, true, false);
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    /** Returns what the caller may know. */
    public String detail() {
        return detail;
    }

    /** Returns when asking again makes sense. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
