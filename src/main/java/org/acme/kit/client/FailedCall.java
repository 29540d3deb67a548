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

/** The failure of a call, for its caller and the log: each attempt with its instance and reason. */
final class FailedCall {

    private static final LimitedLog LOG = new LimitedLog("client");

    private FailedCall() {}

    /**
     * The end of a call that failed.
     *
     * @param refused why there was no further attempt, empty if none was asked for
     */
    record Ended(String service, List<AttemptFailed> attempts, String refused) {}

    /** One attempt of a call that failed; suppressed by the failure that the caller gets. */
    static final class AttemptFailed extends Exception {

        AttemptFailed(String address, String reason) {
            // Without a cause: that may be the very failure that suppresses this.
            super(address + " " + reason, null, false, false);
        }
    }

    /** The attempts of one call that failed; the trace of the call has each as an event. The call guards it. */
    static final class FailedAttempts {

        private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("attempt");
        private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("instance");
        private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

        private final Span span = Span.current();
        private final List<AttemptFailed> attempts = new ArrayList<>();

        /** Adds one; nothing without a reason, which is an answer to judge, or without an address, which came to no instance. */
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

    /** The reason why there is no further attempt; suppressed by the failure of the last one, which stands. */
    static final class NoFurtherAttempt extends Exception {

        NoFurtherAttempt(String reason) {
            super("no further attempt: " + reason, null, false, false);
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

    /** Puts a failure into words, null if it is an answer that the caller of the client has to judge. */
    static @Nullable String reason(Throwable failure) {
        Throwable cause = PeerFault.unwrapped(failure);
        if (cause instanceof BusinessFailure) {
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
     * Returns the failure for the caller: that of the last attempt, or «unavailable» if that was a pushback, which then says in its
     * message what else is a line in the log.
     */
    static Throwable of(Call call, Throwable failure) {
        Ended ended = call.end();
        List<AttemptFailed> attempts = ended.attempts();
        Throwable reported = PeerFailure.named(failure);
        if (attempts.isEmpty()) {
            return reported;
        }
        String line = "service=" + ended.service() + " attempts=" + attempts.size() + " failed: "
                + attempts.stream().map(AttemptFailed::getMessage).collect(Collectors.joining("; "))
                + (ended.refused().isEmpty() ? "" : "; no further attempt: " + ended.refused());
        Pushback pushback = Pushback.of(failure);
        if (pushback == null) {
            LOG.warn(ended.service() + " " + reported.getClass().getName(), () -> line);
        } else {
            // It concerns this service; to its callers it is as if a part of this service were not there for a while.
            reported =
                    new Unavailable("A service that this one depends on has too much to do.", pushback.pause(), line);
        }
        attempts.forEach(reported::addSuppressed);
        return reported;
    }

    /** The failures of a call that this service reports in its own words. The detail goes to the caller, the message to the log. */
    static final class PeerFailure {

        private static final Duration SOON = Duration.ofSeconds(1);

        private PeerFailure() {}

        /** An answer that came and cannot be read: 502. It is neither the caller's fault nor a reason to ask again. */
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
                    "The answer of " + attempt.address() + " (status " + attempt.status() + ") cannot be read: "
                            + cause.getMessage(),
                    cause);
        }

        /** The client's own queue is too long: 503, whatever the peer. */
        static Throwable overloaded(Attempt attempt, Throwable cause) {
            return new Unavailable(
                    "This service has too many calls to others in flight.",
                    SOON,
                    "No connection to " + attempt.address() + " was free in time: " + cause.getMessage()
                            + "; see quarkus.rest-client.connection-pool-size",
                    cause);
        }

        /** Names what ended an attempt on the network, so that it is not mistaken for an input or output of this service's own. */
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
