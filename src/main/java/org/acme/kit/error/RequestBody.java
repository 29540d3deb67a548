package org.acme.kit.error;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the failures to read a request body, which are the caller's: 400, or 415 for an unknown charset.
 *
 * <p>The interceptor is around the reading of bodies. The same exception from further in, where a file or the answer of a peer is
 * read, is a fault of this service. Forms are read outside of it: see {@code Form}.
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

    /**
     * The failures to parse a form. Quarkus REST has no exception of its own for what it cannot parse. Only the stack trace tells
     * such an exception from the same one of a filter or a resource.
     */
    static final class Form {

        private static final String PACKAGE = "org.jboss.resteasy.reactive.server.core.multipart.";
        // The writer of answers with parts is in the same package.
        private static final String PARTS = PACKAGE + "MultiPartParserDefinition";
        private static final String FIELDS = PACKAGE + "FormEncodedDataDefinition";

        private Form() {}

        /** Classifies any failure of a request. */
        static Classification classify(Throwable thrown, RoutingContext request) {
            // Stack traces cost time, and an overload has many.
            return isForm(request.request().getHeader(HttpHeaders.CONTENT_TYPE))
                    ? classify(thrown)
                    : Classification.of(thrown);
        }

        private static boolean isForm(@Nullable String type) {
            return type != null
                    && (type.startsWith(MediaType.APPLICATION_FORM_URLENCODED)
                            || type.startsWith(MediaType.MULTIPART_FORM_DATA));
        }

        /** Classifies a failure of a request with a form. */
        static Classification classify(Throwable thrown) {
            if (thrown instanceof WebApplicationException || thrown instanceof Failure || !isOfAParser(thrown)) {
                return Classification.of(thrown);
            }
            if (isOfACharset(thrown) || thrown.getCause() != null && isOfACharset(thrown.getCause())) {
                return Classification.of(415, "The charset of the form is not supported.", null);
            }
            return isOfADisk(thrown)
                    ? Classification.of(thrown)
                    : Classification.of(400, "The body cannot be read as a form.", null);
        }

        private static boolean isOfAParser(Throwable thrown) {
            return Stream.of(thrown.getStackTrace())
                    .map(StackTraceElement::getClassName)
                    .anyMatch(name -> name.startsWith(PARTS) || name.startsWith(FIELDS));
        }

        private static boolean isOfACharset(Throwable thrown) {
            return thrown instanceof UnsupportedEncodingException
                    || thrown instanceof IllegalCharsetNameException
                    || thrown instanceof UnsupportedCharsetException;
        }

        /** Tells whether a file could not be written. The parsers throw an {@code IOException} too, for a body that is cut off. */
        private static boolean isOfADisk(Throwable thrown) {
            return thrown.getCause() instanceof IOException
                    || thrown instanceof IOException
                            && !thrown.getStackTrace()[0].getClassName().startsWith(PACKAGE);
        }
    }
}
