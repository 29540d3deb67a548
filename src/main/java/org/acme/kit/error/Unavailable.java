package org.acme.kit.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the fault that something this service needs is not available now: 503 with {@code Retry-After} (RFC 9110, section
 * 15.6.4).
 *
 * <p>The message is for the operator and goes to the log alone; the detail goes to the caller.
 */
public class Unavailable extends RuntimeException implements Failure {

    private final String detail;
    private final Duration retryAfter;

    /**
     * Makes the fault.
     *
     * @param detail what the caller may know: no address, no host name
     * @param retryAfter after what time a retry makes sense, more than zero
     * @param message what the operator must know: what, which, and what to check
     */
    public Unavailable(String detail, Duration retryAfter, String message) {
        this(detail, retryAfter, message, null);
    }

    /**
     * Makes the fault with its cause.
     *
     * @param detail what the caller may know: no address, no host name
     * @param retryAfter after what time a retry makes sense, more than zero
     * @param message what the operator must know: what, which, and what to check
     * @param cause the cause, null for none
     */
    public Unavailable(String detail, Duration retryAfter, String message, @Nullable Throwable cause) {
        // No stack trace, but room for the failures of the attempts that led here.
        super(message, cause, true, false);
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    @Override
    public Problem problem() {
        return Problem.of(503, detail);
    }

    @Override
    public Duration retryAfter() {
        return retryAfter;
    }
}
