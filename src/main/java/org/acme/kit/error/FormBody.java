package org.acme.kit.error;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classification of failures to parse a form, which are the caller's: 400, or 415 for an unknown charset.
 *
 * <p>Quarkus REST parses forms outside of the reader interceptors, and has no exception of its own for what it cannot parse. Only
 * the stack trace tells such an exception from the same one of a filter or a resource.
 */
final class FormBody {

    private static final String PACKAGE = "org.jboss.resteasy.reactive.server.core.multipart.";
    // The writer of answers with parts is in the same package.
    private static final String PARTS = PACKAGE + "MultiPartParserDefinition";
    private static final String FIELDS = PACKAGE + "FormEncodedDataDefinition";

    private FormBody() {}

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
