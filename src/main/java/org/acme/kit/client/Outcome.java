package org.acme.kit.client;

import com.fasterxml.jackson.core.JacksonException;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.client.FailedCall.PeerFailure;
import org.acme.kit.error.DeadlineExceeded;
import org.acme.kit.error.Failure;
import org.jboss.resteasy.reactive.client.handlers.ClientSendRequestHandler;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * What the end of an attempt means, for the instance and for the caller.
 *
 * <ul>
 *   <li>Failed: no connection, a reset, a time-out, and 502, 503, 504, which say that nobody was there to answer (Envoy counts the
 *       same as gateway failures).
 *   <li>Answered: every other status. A 4xx is an answer. So is a 500: it is the fault of one request in a process that lives, and
 *       one poisonous request, retried, must not eject the instances one after the other. So is an answer that cannot be read.
 *   <li>Unknown: what never reached the instance (the client's own queue, a reused connection that was closed already), what the
 *       caller cancelled or gave less time than an attempt may take, and what broke on this side.
 * </ul>
 *
 * @param failure what the caller gets, null if the attempt did well
 */
record Outcome(
        Verdict verdict,
        @Nullable Pushback pushback,
        @Nullable Throwable failure) {

    static Outcome answered(Attempt attempt) {
        return ofAnswer(attempt, attempt.status(), null);
    }

    static Outcome of(Attempt attempt, Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof WebApplicationException answer) {
            return ofAnswer(attempt, answer.getResponse().getStatus(), failure);
        }
        if (attempt.hasArrived()) {
            boolean meant = isMapped(attempt) || cause instanceof Failure;
            return ofAnswer(attempt, attempt.status(), meant ? failure : PeerFailure.unreadable(attempt, cause));
        }
        if (cause instanceof DeadlineExceeded) {
            return new Outcome(attempt.hadItsTime() ? Verdict.FAILED : Verdict.UNKNOWN, null, failure);
        }
        if (cause instanceof ConnectionPoolTooBusyException || isOwnQueue(attempt, cause)) {
            return new Outcome(Verdict.UNKNOWN, null, PeerFailure.overloaded(attempt, cause));
        }
        if (isGarbage(cause) || cause instanceof IllegalArgumentException && attempt.isConnected()) {
            return new Outcome(Verdict.ANSWERED, null, PeerFailure.unreadable(attempt, cause));
        }
        boolean failed = (isOfTheConnection(cause) || isTimeout(cause)) && !isStale(attempt, cause);
        return new Outcome(failed ? Verdict.FAILED : Verdict.UNKNOWN, null, failure);
    }

    /** Tells whether a mapper of the client made an exception of the answer. */
    private static boolean isMapped(Attempt attempt) {
        RestClientRequestContext request = attempt.request();
        return request != null
                && request.getProperties().get(RestClientRequestContext.INVOKED_EXCEPTION_MAPPER_CLASS_NAME_PROP)
                        != null;
    }

    /** A peer that had less time than an attempt may take, and says so itself by 504, is judged as if the time had been up here. */
    private static Outcome ofAnswer(Attempt attempt, int status, @Nullable Throwable failure) {
        Pushback pushback = failure == null ? Pushback.of(status, attempt) : Pushback.of(failure);
        if (pushback != null) {
            return new Outcome(Verdict.ANSWERED, pushback, failure);
        }
        if (status == 504 && attempt.isShortened()) {
            return new Outcome(Verdict.UNKNOWN, null, failure);
        }
        return new Outcome(status >= 502 && status <= 504 ? Verdict.FAILED : Verdict.ANSWERED, null, failure);
    }

    /**
     * Tells whether a connection of the pool turned out to be closed already: the instance has seen nothing of the request. A stream
     * of HTTP/2 that is reset says something else, for its connection goes on.
     */
    static boolean isStale(Attempt attempt, Throwable failure) {
        Throwable cause = unwrapped(failure);
        return attempt.isReused()
                && attempt.status() == 0
                && isOfTheConnection(cause)
                && !(cause instanceof StreamResetException)
                && !isGarbage(cause);
    }

    /** Tells whether no connection to the instance came about, and it accepts none from others either. */
    static boolean isWithoutConnection(Attempt attempt, Throwable failure) {
        Throwable cause = unwrapped(failure);
        return attempt.isWithoutConnection()
                && (isOfTheConnection(cause) || isTimeout(cause))
                && !attempt.hasAnsweredOthers();
    }

    /** Where the peer answers others meanwhile it is the queue of the pool that was too long; else the peer accepts no connection. */
    private static boolean isOwnQueue(Attempt attempt, Throwable cause) {
        return attempt.isWithoutConnection() && isTimeout(cause) && attempt.hasAnsweredOthers();
    }

    /** Tells whether another attempt may do better, by what failed alone. */
    static boolean isPeerFault(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof WebApplicationException answer) {
            int status = answer.getResponse().getStatus();
            return status >= 502 && status <= 504 || Pushback.of(failure) != null;
        }
        return !isGarbage(cause) && isOfTheConnection(cause) || isTimeout(cause);
    }

    /** Returns what happened, out of what clients and futures wrap around it. */
    static Throwable unwrapped(Throwable failure) {
        boolean wrapper = failure instanceof ProcessingException
                || failure instanceof CompletionException
                || failure instanceof ExecutionException;
        return wrapper && failure.getCause() != null ? unwrapped(failure.getCause()) : failure;
    }

    /** Returns the end of the call's time, if that is what a client wrapped; the failure as it is otherwise. */
    static Throwable ofDeadline(Throwable failure) {
        return unwrapped(failure) instanceof DeadlineExceeded late ? late : failure;
    }

    static boolean isOfTheConnection(Throwable failure) {
        // To Jackson a body that it cannot write or read is an IOException.
        return failure instanceof IOException && !(failure instanceof JacksonException)
                || failure instanceof HttpClosedException
                || failure instanceof StreamResetException;
    }

    /** Tells whether what came is no HTTP. Quarkus makes an IOException of what Netty cannot decode, and keeps its message alone. */
    private static boolean isGarbage(Throwable failure) {
        if (failure instanceof DecoderException) {
            return true;
        }
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass() == IOException.class
                && trace.length > 0
                && trace[0].getClassName().startsWith(ClientSendRequestHandler.class.getName())
                && failure.getMessage() != null
                && !failure.getMessage().contains("closed");
    }

    static boolean isTimeout(Throwable failure) {
        return failure instanceof TimeoutException
                || failure instanceof io.netty.handler.timeout.TimeoutException
                || failure instanceof io.smallrye.mutiny.TimeoutException
                || failure instanceof org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
    }
}
