package org.acme.kit.error;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import io.vertx.core.json.DecodeException;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.CharConversionException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The place where bodies of requests are read: only what fails here is a fault of the body.
 *
 * <p>The same exception from further in, where a file or the answer of a peer is read, is a fault of this service.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public final class RequestBody implements ReaderInterceptor {

    // Causes may form a circle.
    private static final int DEEPEST = 32;

    /** Reads the body, and says of what fails whether the body is malformed or a class of the service refuses it. */
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        try {
            return body.proceed();
        } catch (InvalidDefinitionException ours) {
            throw ours;
        } catch (JacksonException | CharConversionException | DecodeException malformed) {
            throw refusal(malformed);
        } catch (WebApplicationException wrapped) {
            throw wrapped.getCause() instanceof JacksonException malformed ? refusal(malformed) : wrapped;
        }
    }

    /** A refusal of the service's own that a constructor or deserialiser throws is that refusal. */
    private static RuntimeException refusal(Exception malformed) {
        @Nullable Throwable cause = malformed.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof RuntimeException own
                    && (own instanceof Failure || own instanceof WebApplicationException)) {
                return own;
            }
            cause = cause.getCause();
        }
        return MalformedBody.of(malformed);
    }
}
