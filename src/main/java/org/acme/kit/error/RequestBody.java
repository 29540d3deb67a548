package org.acme.kit.error;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.vertx.core.json.DecodeException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the interceptor around the reading of request bodies. Only a failure here is a failure of the body.
 *
 * <p>The same exception from further in, where a file or the answer of a peer is read, is a fault of this service.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public final class RequestBody implements ReaderInterceptor {

    // A bound, because causes may form a cycle.
    private static final int DEEPEST = 32;

    /** Reads the body. A failure becomes a 400, or the refusal that a class of the service has thrown. */
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        try {
            return body.proceed();
        } catch (InvalidDefinitionException ours) {
            throw ours;
        } catch (JacksonException | CharConversionException | DecodeException malformed) {
            throw refusal(malformed);
        } catch (UnsupportedEncodingException | IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new NotSupportedException(unknown);
        } catch (IllegalArgumentException malformed) {
            throw new BadRequestException();
        } catch (WebApplicationException wrapped) {
            throw wrapped.getCause() instanceof JacksonException malformed ? refusal(malformed) : wrapped;
        }
    }

    /** Returns the refusal that a constructor or deserialiser of the service has thrown, or else a 400. */
    private static RuntimeException refusal(Exception malformed) {
        @Nullable Throwable cause = malformed.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof RuntimeException own
                    && (own instanceof Failure || own instanceof WebApplicationException)) {
                return own;
            }
            cause = cause.getCause();
        }
        return Malformed.of(malformed);
    }

    /** The refusal of a body that is not the expected JSON: 400. Jackson's messages name classes, so the caller gets none. */
    private static final class Malformed extends RuntimeException implements Failure {

        private final Problem problem;

        private Malformed(Problem problem, Throwable cause) {
            super(problem.detail(), cause, false, false);
            this.problem = problem;
        }

        @Override
        public Problem problem() {
            return problem;
        }

        /** Describes a body that is no text, no JSON, JSON of another shape, or a value that a class of the service rejects. */
        static Malformed of(Throwable thrown) {
            if (thrown instanceof MismatchedInputException mismatch
                    && !(thrown instanceof ValueInstantiationException)) {
                return at(mismatch, "is not of the type that is expected");
            }
            if (thrown instanceof JsonMappingException mapping && isRejected(mapping)) {
                return at(mapping, "is not a value that is allowed here");
            }
            return unreadable(thrown, thrown instanceof JacksonException json ? json.getLocation() : null);
        }

        /**
         * Tells whether a class of the service rejects the value. Jackson wraps what a constructor or a deserialiser throws;
         * and what its parser throws, inside of an object.
         */
        private static boolean isRejected(JsonMappingException mapping) {
            return !(mapping.getCause() instanceof JacksonException)
                    && !(mapping.getCause() instanceof CharConversionException);
        }

        private static Malformed at(JsonMappingException thrown, String detail) {
            Problem problem = Problem.of(400, "The body is not the JSON that is expected here; see \"errors\".");
            return new Malformed(problem.with(List.of(Violation.at(JsonPointer.of(thrown), detail))), thrown);
        }

        /** Describes a body that is no JSON, or has more digits or levels than Jackson allows. */
        private static Malformed unreadable(Throwable thrown, @Nullable JsonLocation location) {
            String where = location == null || location.getLineNr() < 1
                    ? "."
                    : " from line " + location.getLineNr() + ", column " + location.getColumnNr() + " on.";
            return new Malformed(Problem.of(400, "The body cannot be read as JSON" + where), thrown);
        }
    }
}
