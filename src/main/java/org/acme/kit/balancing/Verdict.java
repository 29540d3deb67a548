package org.acme.kit.balancing;

import com.fasterxml.jackson.core.JacksonException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Internal: says what the end of a call tells about the instance, not about the call.
 *
 * <ul>
 *   <li>Failed: no connection, a reset, a time-out, and 502, 503, 504, which say that nobody was there to answer (Envoy counts
 *       the same as gateway failures).
 *   <li>Answered: every other status. A 4xx is an answer. So is a 500: it is the fault of one request in a process that lives,
 *       and one poisonous request, retried, must not eject the instances one after the other.
 *   <li>Unknown: the caller hung up, or something of our own broke.
 * </ul>
 */
public enum Verdict {
    /** The instance did its part. */
    ANSWERED,
    /** The instance did not, and would not have with another request either. */
    FAILED,
    /**
     * The instance had not answered when the caller's time was up. That is a reason to prefer others, as {@link #FAILED} is, but
     * none to think that the whole service is gone: one hasty caller would take it away from all.
     */
    LATE,
    /** Nothing is known, so nothing is counted. */
    UNKNOWN;

    boolean isFailure() {
        return this == FAILED || this == LATE;
    }

    /** Judges an HTTP status. */
    public static Verdict of(int status) {
        return status >= 502 && status <= 504 ? FAILED : ANSWERED;
    }

    /** Judges the failure of a call, or its success if there is none. */
    public static Verdict of(@Nullable Throwable failure) {
        if (failure == null) {
            return ANSWERED;
        }
        if (failure instanceof WebApplicationException answer) {
            return of(answer.getResponse().getStatus());
        }
        if (failure instanceof CancellationException || failure instanceof InterruptedException) {
            return UNKNOWN;
        }
        if (isOfTheConnection(failure) || isTimeout(failure)) {
            return FAILED;
        }
        return failure.getCause() == null ? UNKNOWN : of(failure.getCause());
    }

    private static boolean isOfTheConnection(Throwable failure) {
        // To Jackson a body that it cannot read is an IOException: an answer came, if a bad one.
        return failure instanceof IOException && !(failure instanceof JacksonException)
                || failure instanceof HttpClosedException
                || failure instanceof StreamResetException;
    }

    /** The JDK, Netty, Mutiny and MicroProfile have one each, and no type in common. */
    private static boolean isTimeout(Throwable failure) {
        return failure.getClass().getSimpleName().endsWith("TimeoutException");
    }
}
