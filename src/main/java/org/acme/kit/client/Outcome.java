package org.acme.kit.client;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.StreamResetException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.acme.kit.balancing.BalancedInstance.Handle;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.client.FailedCall.PeerFailure;
import org.acme.kit.deadline.DeadlineExceeded;
import org.acme.kit.error.Failure;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an attempt, for the instance (the verdict) and for the caller (the failure). Immutable.
 *
 * <ul>
 *   <li>Failed: no connection; a reset; a time-out; 502, 503 and 504, by which a gateway reports that no instance answered (Envoy
 *       counts the same as gateway failures); 421, by which another server at a former address rejects the request (RFC 9110,
 *       section 15.5.20).
 *   <li>Answered: every other status. A 4xx is an answer. So is a 500: the process lives and failed one request; such a request,
 *       retried, must not eject one instance after the other. So is an answer that cannot be read.
 *   <li>Unknown: the attempt never reached the instance (the client's own queue, a reused connection that was closed already),
 *       the caller cancelled it, its deadline left less than nine tenths of the attempt's own limit, or this side failed: a request
 *       filter, or what reads or writes the body.
 * </ul>
 *
 * @param verdict the verdict on the instance
 * @param pushback how long the instance is to be avoided, null if it does not push back
 * @param failure the failure for the caller, null if the attempt succeeded
 */
record Outcome(
        Verdict verdict,
        @Nullable Pushback pushback,
        @Nullable Throwable failure) {

    static Outcome answered(Attempt attempt) {
        return ofAnswer(attempt, attempt.sending().status(), null);
    }

    static Outcome of(Attempt attempt, Throwable failure) {
        Throwable cause = PeerFault.unwrapped(failure);
        if (attempt.sending().isOwn(cause)) {
            return new Outcome(Verdict.UNKNOWN, null, PeerFault.ofThisSide(failure, cause));
        }
        if (cause instanceof WebApplicationException answer) {
            // A mapper of the client may have made another status of the answer.
            int came = attempt.sending().status();
            return ofAnswer(attempt, came == 0 ? answer.getResponse().getStatus() : came, failure);
        }
        if (attempt.hasArrived()) {
            boolean meant = isMapped(attempt) || cause instanceof Failure;
            return ofAnswer(
                    attempt, attempt.sending().status(), meant ? failure : PeerFailure.unreadable(attempt, cause));
        }
        if (cause instanceof DeadlineExceeded) {
            return new Outcome(attempt.hadItsTime() ? Verdict.FAILED : Verdict.UNKNOWN, null, failure);
        }
        if (cause instanceof ConnectionPoolTooBusyException || isOwnQueue(attempt, cause)) {
            return new Outcome(Verdict.UNKNOWN, null, PeerFailure.overloaded(attempt, cause));
        }
        if (PeerFault.isMalformed(cause)
                || cause instanceof IllegalArgumentException
                        && attempt.sending().isConnected()) {
            return new Outcome(Verdict.ANSWERED, null, PeerFailure.unreadable(attempt, cause));
        }
        boolean failed = PeerFault.isTimeout(cause)
                || PeerFault.isOfTheConnection(cause) && !isStale(attempt, cause) && !isLostWithOthers(attempt, cause);
        return new Outcome(failed ? Verdict.FAILED : Verdict.UNKNOWN, null, failure);
    }

    /** Tells whether the attempt is one of several on a connection that broke, of which the first counts (HTTP/2). */
    private static boolean isLostWithOthers(Attempt attempt, Throwable cause) {
        return !(PeerFault.ofTheWire(cause) instanceof StreamResetException)
                && attempt.sending().isLostWithOthers();
    }

    /** Tells whether a {@code ResponseExceptionMapper} of the client turned the answer into an exception. */
    private static boolean isMapped(Attempt attempt) {
        RestClientRequestContext request = attempt.sending().request();
        return request != null
                && request.getProperties().get(RestClientRequestContext.INVOKED_EXCEPTION_MAPPER_CLASS_NAME_PROP)
                        != null;
    }

    /** Judges a status. A 504 from a peer that got less than nine tenths of the attempt's own limit is no verdict. */
    private static Outcome ofAnswer(Attempt attempt, int status, @Nullable Throwable failure) {
        Pushback pushback = attempt.sending().status() == 0 ? Pushback.of(failure) : Pushback.of(status, attempt);
        if (pushback != null) {
            return new Outcome(Verdict.ANSWERED, pushback, failure);
        }
        if (status == 504 && attempt.isShortened()) {
            return new Outcome(Verdict.UNKNOWN, null, failure);
        }
        return new Outcome(PeerFault.isGatewayFailure(status) ? Verdict.FAILED : Verdict.ANSWERED, null, failure);
    }

    /**
     * Tells whether a reused connection was closed already, so that the instance has not seen the request. An attempt believes
     * that once. A reset stream of HTTP/2 is not meant: its connection stays open.
     */
    static boolean isStale(Attempt attempt, Throwable failure) {
        Throwable cause = PeerFault.ofTheWire(failure);
        return attempt.mayBeStale()
                && attempt.sending().isReused()
                && attempt.sending().status() == 0
                && PeerFault.isOfTheConnection(cause)
                && !(cause instanceof StreamResetException)
                && !PeerFault.isMalformed(cause);
    }

    /**
     * Tells whether no connection to the instance came about. After a time-out that is so only if the instance has answered no
     * other call meanwhile; a refusal may come from one of its addresses while the other answers.
     */
    static boolean isWithoutConnection(Attempt attempt, Throwable failure) {
        Throwable cause = PeerFault.unwrapped(failure);
        return attempt.sending().waitsForConnection()
                && (PeerFault.isOfTheConnection(cause) || PeerFault.isTimeout(cause) && !hasAnsweredOthers(attempt));
    }

    /** Tells whether the instance has answered another call since this attempt began. */
    private static boolean hasAnsweredOthers(Attempt attempt) {
        Handle handle = attempt.handle();
        return handle != null && handle.hasAnsweredOthers();
    }

    /** Tells whether the pool's queue caused a time-out: the peer answers other calls. If not, it accepts no connection. */
    private static boolean isOwnQueue(Attempt attempt, Throwable cause) {
        return attempt.sending().waitsForConnection() && PeerFault.isTimeout(cause) && hasAnsweredOthers(attempt);
    }

    /**
     * A pushback, by which an instance asks for a pause: 429 (RFC 6585, section 4), or 503 with {@code Retry-After} (RFC 9110,
     * section 15.6.4). The instance is avoided, not ejected.
     *
     * @param pause 0 to 30 seconds, 1 s for a 429 without a valid {@code Retry-After}; a larger value is cut to 30 s, so that a
     *     wrong one does not remove an instance for a day
     */
    record Pushback(Duration pause) {

        private static final Duration LONGEST = Duration.ofSeconds(30);
        private static final Duration DEFAULT = Duration.ofSeconds(1);

        /** Returns the pushback of a failure, null if it is none. */
        static @Nullable Pushback of(@Nullable Throwable failure) {
            return failure != null && PeerFault.unwrapped(failure) instanceof WebApplicationException answer
                    ? of(
                            answer.getResponse().getStatus(),
                            answer.getResponse().getHeaderString(HttpHeaders.RETRY_AFTER),
                            InstantSource.system())
                    : null;
        }

        /** Returns the pushback of an answer that the client returned without an exception, null if it is none. */
        static @Nullable Pushback of(int status, Attempt attempt) {
            HttpClientResponse answer = attempt.sending().answer();
            String asked = answer == null ? null : answer.getHeader(HttpHeaders.RETRY_AFTER);
            return of(status, asked, InstantSource.system());
        }

        static @Nullable Pushback of(int status, @Nullable String retryAfter, InstantSource clock) {
            if (status != 429 && status != 503) {
                return null;
            }
            Duration asked = pause(retryAfter, clock.instant());
            if (asked == null) {
                return status == 429 ? new Pushback(DEFAULT) : null;
            }
            return new Pushback(asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
        }

        /** Parses {@code Retry-After}: seconds or a date (RFC 9110, section 10.2.3); null if it is neither. */
        private static @Nullable Duration pause(@Nullable String asked, Instant now) {
            if (asked == null || asked.isEmpty()) {
                return null;
            }
            if (asked.chars().allMatch(character -> character >= '0' && character <= '9')) {
                return asked.length() > 9 ? LONGEST : Duration.ofSeconds(Integer.parseInt(asked));
            }
            try {
                ZonedDateTime until = ZonedDateTime.parse(asked, DateTimeFormatter.RFC_1123_DATE_TIME);
                return Duration.between(now, until.toInstant());
            } catch (DateTimeParseException malformed) {
                return null;
            }
        }
    }
}
