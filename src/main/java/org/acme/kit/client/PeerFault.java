package org.acme.kit.client;

import com.fasterxml.jackson.core.JacksonException;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.acme.kit.client.FailedCall.NoFurtherAttempt;
import org.acme.kit.client.Outcome.Pushback;
import org.acme.kit.deadline.DeadlineExceeded;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.error.Problem;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;
import org.jboss.resteasy.reactive.client.handlers.ClientSendRequestHandler;
import org.jspecify.annotations.Nullable;

/**
 * The failures that a retry at another instance may avoid: no connection, a reset, a time-out, 502, 503, 504, 429 (the instance
 * pushes back), and 421 (another server at the address rejects the request).
 *
 * <p>A refusal, a 500 and an answer that cannot be read are answers: a retry would only repeat them. The predicate is false, too,
 * if the call allows no further attempt: the call is over, its retry budget is spent, or every instance pushes back. Thread-safe.
 */
public final class PeerFault implements Predicate<Throwable> {

    @Override
    public boolean test(Throwable failure) {
        return isPeerFault(failure) && !NoFurtherAttempt.isOf(failure);
    }

    /** Tells whether a retry may succeed, by the kind of the failure alone. */
    private static boolean isPeerFault(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof WebApplicationException answer) {
            int status = answer.getResponse().getStatus();
            return isGatewayFailure(status) || Pushback.of(failure) != null;
        }
        return !isMalformed(cause) && isOfTheConnection(cause) || isTimeout(cause);
    }

    /** Tells whether a status comes from a gateway or another server in place of the instance. */
    static boolean isGatewayFailure(int status) {
        return status == 421 || status >= 502 && status <= 504;
    }

    /** Returns the failure without the exceptions that clients and futures wrap around it. */
    static Throwable unwrapped(Throwable failure) {
        boolean wrapper = failure instanceof ProcessingException
                || failure instanceof CompletionException
                || failure instanceof ExecutionException;
        return wrapper && failure.getCause() != null ? unwrapped(failure.getCause()) : failure;
    }

    /** Returns what broke a connection. The REST client resets a request if it cannot write a body of several parts. */
    static Throwable ofTheWire(Throwable failure) {
        Throwable cause = unwrapped(failure);
        return cause instanceof StreamResetException && cause.getCause() != null ? cause.getCause() : cause;
    }

    /** Returns the {@link DeadlineExceeded} that a client has wrapped; any other failure as it is. */
    static Throwable ofDeadline(Throwable failure) {
        return unwrapped(failure) instanceof DeadlineExceeded late ? late : failure;
    }

    /** Tells whether a connection did not come about or broke. */
    static boolean isOfTheConnection(Throwable failure) {
        // Jackson reports a body that it cannot write or read as an IOException.
        return failure instanceof IOException && !(failure instanceof JacksonException)
                || failure instanceof HttpClosedException
                || failure instanceof StreamResetException;
    }

    /** Tells whether the answer is not HTTP. Quarkus keeps of what Netty cannot decode only the message, in an IOException. */
    static boolean isMalformed(Throwable failure) {
        if (failure instanceof DecoderException) {
            return true;
        }
        return failure.getClass() == IOException.class
                && isOfTheRestClient(failure)
                && failure.getMessage() != null
                && !failure.getMessage().contains("closed");
    }

    /** Tells whether the REST client made the exception of what failed on the wire. */
    private static boolean isOfTheRestClient(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith(ClientSendRequestHandler.class.getName());
    }

    static boolean isTimeout(Throwable failure) {
        return failure instanceof TimeoutException
                || failure instanceof io.netty.handler.timeout.TimeoutException
                || failure instanceof io.smallrye.mutiny.TimeoutException
                || failure instanceof org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
    }

    /** A request that this side could not make: a bug or an I/O failure here, 500, and no failure of the instance. */
    static final class OfThisSide extends RuntimeException {

        private OfThisSide(Throwable cause) {
            super("The request could not be made: " + cause, cause);
        }
    }

    /** Returns the failure for a request that this side could not make, unless a filter found another server out of reach. */
    static Throwable ofThisSide(Throwable failure, Throwable cause) {
        boolean network = cause instanceof SocketException
                || cause instanceof UnknownHostException
                || cause instanceof SSLException
                || cause instanceof InterruptedIOException // a time-out of a socket
                || cause instanceof HttpTimeoutException
                || cause instanceof ClosedChannelException
                || isOfTheRestClient(cause)
                || isTimeout(cause);
        return cause instanceof IOException && !network ? new OfThisSide(cause) : failure;
    }

    /**
     * Internal: a mapper that passes a peer's refusal on as this service's own, so that it counts as an answer here, too.
     * Thread-safe.
     *
     * <p>A refusal is a 4xx problem (RFC 9457) with its own type. A 429 is none: it concerns how often this service calls, not what
     * its caller asked for. Nor is a 421: another server than the instance answered. Every other failure of a peer stays a fault.
     * That includes {@code about:blank}: there, this service sent a wrong request.
     *
     * <p>Limit: of a method that returns a {@code Uni<InputStream>}, a refusal is 502. Its body is a stream there, which an event
     * loop cannot read.
     */
    @Provider
    public static final class PeerRefusal implements ResponseExceptionMapper<BusinessFailure> {

        @Override
        public boolean handles(int status, MultivaluedMap<String, Object> headers) {
            return status >= 400
                    && status <= 499
                    && status != 429
                    && status != 421
                    && String.valueOf(headers.getFirst(HttpHeaders.CONTENT_TYPE))
                            .startsWith(Problem.MEDIA_TYPE);
        }

        @Override
        public @Nullable BusinessFailure toThrowable(Response response) {
            return response.readEntity(Problem.class).asBusinessFailure();
        }
    }
}
