package org.acme.kit.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An exception that says itself what the caller gets to know (Go kit's {@code StatusCoder} and {@code Headerer}).
 *
 * <p>A status below 500 is an answer: it is told to the caller and nobody else. From 500 on it is a fault, and the message of
 * the exception goes to the log.
 */
public interface Failure {

    /** Returns what the caller is told; nothing internal is in it. */
    Problem problem();

    /** Returns when asking again makes sense, null if that is not known: {@code Retry-After} (RFC 9110, section 10.2.3). */
    default @Nullable Duration retryAfter() {
        return null;
    }
}
