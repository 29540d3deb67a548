package org.acme.kit.error;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.utils.VertxOutputStream;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.io.CharConversionException;
import java.io.IOException;
import org.jboss.resteasy.reactive.ClientWebApplicationException;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * Tells of every exception which failure it is to the caller: the table of the error contract.
 *
 * <p>Exceptions of the kit and of a service say it themselves ({@link Failure}); here and in {@link Interruptions} are those of
 * the libraries. What stands nowhere is a fault of this service: 500, and no more than that.
 */
public final class Failures {

    private Failures() {}

    /** Returns what the caller is told of an exception. */
    public static Failure of(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return failure;
        }
        if (thrown instanceof WebApplicationException http) {
            return ofHttp(http);
        }
        if (thrown instanceof ConstraintViolationException broken) {
            return ofValidation(broken);
        }
        if (isUnauthenticated(thrown)) {
            return Told.that(401, null);
        }
        if (thrown instanceof ForbiddenException) {
            return Told.that(403, null);
        }
        if (thrown instanceof MismatchedInputException mismatch && mismatch.getProcessor() instanceof JsonParser) {
            return MalformedBody.of(mismatch);
        }
        if (thrown instanceof CharConversionException) {
            return MalformedBody.unreadable();
        }
        if (thrown instanceof IOException broken && isOfTheConnection(broken)) {
            return Told.that(400, "The connection broke off.");
        }
        return Interruptions.of(thrown);
    }

    static Failure bug() {
        return Told.that(500, "Something went wrong here; the request id leads to it in the logs.");
    }

    private static Failure ofHttp(WebApplicationException thrown) {
        if (thrown instanceof ClientWebApplicationException) {
            return Told.that(502, "A service that this one depends on answered with a fault.");
        }
        if (thrown.getCause() instanceof Failure failure) {
            // JAX-RS wraps what a parameter converter throws.
            return failure;
        }
        int status = thrown.getResponse().getStatus();
        if (status == 500) {
            return bug();
        }
        return status == 400 && thrown.getCause() instanceof JacksonException json
                ? MalformedBody.of(json)
                : Told.that(status, null);
    }

    /** A request that breaks a constraint is the caller's affair, an answer that does is ours. */
    private static Failure ofValidation(ConstraintViolationException broken) {
        return broken.getConstraintViolations().stream().anyMatch(ViolationPath::isOfTheAnswer)
                ? bug()
                : new InvalidRequest(broken.getConstraintViolations());
    }

    /** A caller that hangs up is no fault of ours; nothing but the place tells that from another failure to read or write. */
    private static boolean isOfTheConnection(IOException thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        String place = trace.length == 0 ? "" : trace[0].getClassName();
        return place.startsWith(VertxInputStream.class.getName())
                || place.startsWith(VertxOutputStream.class.getName());
    }

    /** Whether it is about who asks: the mechanism in use adds how to authenticate. */
    static boolean isUnauthenticated(Throwable thrown) {
        return thrown instanceof UnauthorizedException
                || thrown instanceof AuthenticationException
                || thrown instanceof AuthenticationCompletionException
                || Interruptions.isWrapper(thrown) && thrown.getCause() != null && isUnauthenticated(thrown.getCause());
    }
}
