package org.acme.kit.client;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.VertxException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.acme.kit.client.Outcome.Pushback;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.error.Failure;
import org.acme.kit.error.Problem;
import org.acme.kit.error.Unavailable;
import org.acme.kit.telemetry.LimitedLog;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed, for its caller and the log: each attempt with its instance and reason.
 *
 * @param service the service, or the name of a client with a fixed URL
 * @param attempts the attempts that failed, in order
 * @param refused why there was no further attempt, empty if none was refused
 */
record FailedCall(String service, List<AttemptFailed> attempts, String refused) {

    private static final LimitedLog LOG = new LimitedLog("client");

    /** One failed attempt; a suppressed exception of the failure that the caller gets. */
    static final class AttemptFailed extends Exception {

        AttemptFailed(String address, String reason) {
            // Has no cause: the cause may be the failure that this one is added to.
            super(address + " " + reason, null, false, false);
        }
    }

    /** The failed attempts of one call; each is an event of the call's span. Not thread-safe: the call guards it. */
    static final class FailedAttempts {

        private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("attempt");
        private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("instance");
        private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

        private final Span span = Span.current();
        private final List<AttemptFailed> attempts = new ArrayList<>();

        /** Adds an attempt, unless it has no reason (the caller judges the answer) or no address (no instance was picked). */
        void add(String address, @Nullable String reason) {
            if (reason != null && !address.isEmpty()) {
                attempts.add(new AttemptFailed(address, reason));
                if (span.isRecording()) {
                    span.addEvent(
                            "attempt.failed",
                            Attributes.of(ATTEMPT, (long) attempts.size(), INSTANCE, address, REASON, reason));
                }
            }
        }

        boolean isNone() {
            return attempts.isEmpty();
        }

        List<AttemptFailed> all() {
            return List.copyOf(attempts);
        }
    }

    /** The reason why there is no further attempt; a suppressed exception of the last attempt's failure. */
    static final class NoFurtherAttempt extends Exception {

        private NoFurtherAttempt(String reason) {
            super("no further attempt: " + reason, null, false, false);
        }

        /** Notes in a failure, once, why no further attempt follows; an empty reason changes nothing. */
        static void noteIn(Throwable failure, String reason) {
            if (!reason.isEmpty() && !isOf(failure)) {
                failure.addSuppressed(new NoFurtherAttempt(reason));
            }
        }

        static boolean isOf(Throwable failure) {
            for (Throwable suppressed : failure.getSuppressed()) {
                if (suppressed instanceof NoFurtherAttempt) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Describes a failure; null if it is an answer that the caller of the client judges: a refusal, or below 500 and not 429. */
    static @Nullable String reason(Throwable failure) {
        Throwable cause = PeerFault.unwrapped(failure);
        if (cause instanceof BusinessFailure || cause instanceof PeerFault.OfThisSide) {
            return null;
        }
        if (cause instanceof WebApplicationException answer) {
            int status = answer.getResponse().getStatus();
            return status == 429 || status >= 500 ? "answered " + status : null;
        }
        String name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
    }

    /**
     * Returns the failure for the caller: that of the last attempt, or {@link Unavailable} after a pushback. The failed attempts
     * become one line in the log; after a pushback they become the message instead.
     */
    Throwable reported(Throwable failure) {
        Throwable reported = PeerFailure.named(failure);
        if (attempts.isEmpty()) {
            return reported;
        }
        String line = "service=" + service + " attempts=" + attempts.size() + " failed: "
                + attempts.stream().map(AttemptFailed::getMessage).collect(Collectors.joining("; "))
                + (refused.isEmpty() ? "" : "; no further attempt: " + refused);
        Pushback pushback = Pushback.of(failure);
        if (pushback == null) {
            LOG.warn(service + " " + reported.getClass().getName(), () -> line);
            NoFurtherAttempt.noteIn(reported, refused);
        } else {
            // The pushback concerns this service as a client. For its callers, a part of this service is unavailable.
            reported =
                    new Unavailable("A service that this one depends on has too much to do.", pushback.pause(), line);
        }
        attempts.forEach(reported::addSuppressed);
        return reported;
    }

    /** The failures of a call that get a problem of their own. The detail goes to the caller, the message to the log. */
    static final class PeerFailure {

        private static final Duration SOON = Duration.ofSeconds(1);

        private PeerFailure() {}

        /** An answer that cannot be read: 502. It is not the caller's fault, and a retry would not help. */
        static final class Unreadable extends RuntimeException implements Failure {

            private Unreadable(String message, Throwable cause) {
                super(message, cause);
            }

            @Override
            public Problem problem() {
                return Problem.of(502, "A service that this one depends on gave an answer that cannot be read.");
            }
        }

        static Throwable unreadable(Attempt attempt, Throwable cause) {
            return new Unreadable(
                    "The answer of " + attempt.address() + " (status "
                            + attempt.sending().status() + ") cannot be read: " + cause.getMessage(),
                    cause);
        }

        /** Returns the failure for a call that got no connection from the client's own pool in time: 503. */
        static Throwable overloaded(Attempt attempt, Throwable cause) {
            return new Unavailable(
                    "This service has too many calls to others in flight.",
                    SOON,
                    "No connection to " + attempt.address() + " was free in time: " + cause.getMessage()
                            + "; see quarkus.rest-client.connection-pool-size",
                    cause);
        }

        /** Converts a connection failure to 503, so that it is not mistaken for an I/O failure of this service itself. */
        static Throwable named(Throwable failure) {
            Throwable cause = PeerFault.unwrapped(failure);
            boolean network = cause instanceof IOException || cause instanceof VertxException;
            return network && PeerFault.isOfTheConnection(cause)
                    ? new Unavailable(
                            "A service that this one depends on cannot be reached.",
                            SOON,
                            "A peer cannot be reached: " + cause.getMessage(),
                            cause)
                    : failure;
        }
    }
}
