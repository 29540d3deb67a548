package org.acme.kit.client;

import com.fasterxml.jackson.core.JacksonException;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.acme.kit.client.FailedCall.NoFurtherAttempt;
import org.acme.kit.client.Outcome.Pushback;
import org.acme.kit.deadline.DeadlineExceeded;
import org.jboss.resteasy.reactive.client.handlers.ClientSendRequestHandler;

/**
 * The failures after which another instance may do better: no connection, a reset, a time-out, 502, 503 and 504, 429, by which an
 * instance pushes back, and 421, by which another server at its address says that it was not meant.
 *
 * <p>A refusal is an answer, and so are a 500 and an answer that cannot be read: asking again would only repeat it. Nor is there
 * another attempt where the call has decided against it: its budget is spent, or every instance pushes back.
 */
public final class PeerFault implements Predicate<Throwable> {

    @Override
    public boolean test(Throwable failure) {
        return isPeerFault(failure) && !NoFurtherAttempt.isOf(failure);
    }

    /** Tells whether another attempt may do better, by what failed alone. */
    private static boolean isPeerFault(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof WebApplicationException answer) {
            int status = answer.getResponse().getStatus();
            return isGatewayFailure(status) || Pushback.of(failure) != null;
        }
        return !isMalformed(cause) && isOfTheConnection(cause) || isTimeout(cause);
    }

    /** Tells whether a status says that the instance that was meant has not answered. */
    static boolean isGatewayFailure(int status) {
        return status == 421 || status >= 502 && status <= 504;
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

    /** Tells whether a connection did not come about or broke. */
    static boolean isOfTheConnection(Throwable failure) {
        // To Jackson a body that it cannot write or read is an IOException.
        return failure instanceof IOException && !(failure instanceof JacksonException)
                || failure instanceof HttpClosedException
                || failure instanceof StreamResetException;
    }

    /** Tells whether what came is no HTTP. Quarkus makes an IOException of what Netty cannot decode, and keeps its message alone. */
    static boolean isMalformed(Throwable failure) {
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
