package org.acme.kit.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request an id: the caller's if it sends a decent one in {@code X-Request-Id}, a new one otherwise.
 *
 * <p>It is in every log line ({@code %X{requestId}}), in the response, in problem documents, and in calls to peers.
 */
@Provider
public final class RequestId implements ResteasyReactiveClientRequestFilter {

    /** The header that carries the id, inbound and outbound. */
    public static final String HEADER = "X-Request-Id";

    private static final String KEY = "requestId";

    // What a log line can hold without being forged or flooded; 64 holds every usual form of id.
    private static final Pattern DECENT = Pattern.compile("[A-Za-z0-9._:/+=-]{1,64}");

    /** Returns the id of the request that is being served, null outside of one. */
    public static @Nullable String current() {
        return (String) MDC.get(KEY);
    }

    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    void receive(ContainerRequestContext request) {
        String sent = request.getHeaderString(HEADER);
        MDC.put(KEY, sent != null && DECENT.matcher(sent).matches() ? sent : fresh());
    }

    @ServerResponseFilter
    void answer(ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, current());
    }

    @Override
    public void filter(ResteasyReactiveClientRequestContext request) {
        String id = current();
        if (id != null) {
            request.getHeaders().putSingle(HEADER, id);
        }
    }

    private static String fresh() {
        // It must be unlikely to recur within the life of a log, not hard to guess.
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }
}
