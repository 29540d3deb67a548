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
 * Internal: passes a peer's refusal on as a refusal of our own, so that it counts as an answer here too.
 *
 * <p>Only a 4xx problem with a type of its own is one. A 429 is none: it concerns how often this service calls, not what its
 * caller asked for. Nor is a 421: the server is another than was meant. Every other failure of a peer ({@code about:blank} included: this service asked in a wrong way) stays a
 * fault.
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
