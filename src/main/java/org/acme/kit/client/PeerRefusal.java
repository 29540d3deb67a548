package org.acme.kit.client;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.error.Problem;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;
import org.jspecify.annotations.Nullable;

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
public final class PeerRefusal implements ResponseExceptionMapper<BusinessFailure> {

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status >= 400
                && status <= 499
                && status != 429
                && status != 421
                && String.valueOf(headers.getFirst(HttpHeaders.CONTENT_TYPE)).startsWith(Problem.MEDIA_TYPE);
    }

    @Override
    public @Nullable BusinessFailure toThrowable(Response response) {
        return response.readEntity(Problem.class).asBusinessFailure();
    }
}
