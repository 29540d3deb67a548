package org.acme.kit.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An exception that defines itself what the caller is told (Go kit's {@code StatusCoder} and {@code Headerer}).
 *
 * <p>A status below 500 is an answer: only the caller is told. From 500 on it is a fault, and the message of the exception goes
 * to the log.
 */
public interface Failure {

    /** Returns what the caller is told; nothing internal is in it. */
    Problem problem();

    /**
     * Returns after what time a retry makes sense, more than zero; null if that is not known: {@code Retry-After} (RFC 9110,
     * section 10.2.3).
     */
    default @Nullable Duration retryAfter() {
        return null;
    }
}
