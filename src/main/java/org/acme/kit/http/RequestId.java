package org.acme.kit.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * The id of each request: the caller's {@code X-Request-Id} if it is valid, a new one otherwise. Valid are 1 to 64 ASCII letters,
 * digits and {@code ._:/+=-}.
 *
 * <p>It is in every log line ({@code %X{requestId}}), in the response, in problem documents, and in calls to peers, but not to
 * other hosts ({@link #PEER}).
 */
@Provider
@Priority(Priorities.AUTHENTICATION - 1) // before Stork's filter, which makes an address of the service
public final class RequestId implements ResteasyReactiveClientRequestFilter {

    /** The header that carries the id, inbound and outbound. */
    public static final String HEADER = "X-Request-Id";

    /** Internal: the property that marks a request to a peer: to a {@code stork://} service, or by a {@code @ClientEndpoint}. */
    public static final String PEER = RequestId.class.getName() + ".peer";

    // To look up or set a header by a string costs as much as the rest of this class.
    private static final CharSequence NAME = HttpHeaders.createOptimized(HEADER);
    private static final String KEY = "requestId";

    // Enough for every usual form of id, and too short to flood a log line.
    private static final int LONGEST = 64;
    private static final String MARKS = "._:/+=-";

    /** Returns the id of the request that is being served, null outside of one. */
    public static @Nullable String current() {
        return (String) MDC.get(KEY);
    }

    /** Returns the id of a request. Gives it one if it has none: a request that the router refuses may come here first. */
    public static String of(RoutingContext request) {
        String id = request.get(KEY);
        return id == null ? receive(request) : id;
    }

    /** Tells whether a request has its id already, as one has that is routed anew ({@code reroute}). */
    static boolean isKnown(RoutingContext request) {
        return request.get(KEY) != null;
    }

    /**
     * Internal: gives a unit of work that is no request an id, in the current Vert.x context.
     *
     * @param brought the id that it brings; null or an invalid one for a new one
     */
    public static void begin(@Nullable String brought) {
        MDC.put(KEY, brought != null && isDecent(brought) ? brought : fresh());
    }

    /** Internal: removes the id from the current Vert.x context. */
    public static void end() {
        MDC.remove(KEY);
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(request -> {
            if (isKnown(request)) { // routed anew: the headers of its answer are lost
                request.response().putHeader(NAME, of(request));
            } else {
                receive(request);
            }
            request.next();
        });
    }

    @Override
    public void filter(ResteasyReactiveClientRequestContext request) {
        String id = current();
        if (id != null && request.getProperty(PEER) != null) {
            request.getHeaders().putSingle(HEADER, id);
        }
    }

    private static String receive(RoutingContext request) {
        String sent = request.request().getHeader(NAME);
        String id = sent != null && isDecent(sent) ? sent : fresh();
        request.put(KEY, id).response().putHeader(NAME, id);
        MDC.put(KEY, id);
        return id;
    }

    /** Tells whether an id can be in a log line without forging or flooding it. */
    private static boolean isDecent(String id) {
        for (int index = 0; index < id.length(); index++) {
            char sign = id.charAt(index);
            boolean letter = sign >= 'a' && sign <= 'z' || sign >= 'A' && sign <= 'Z';
            if (!letter && !(sign >= '0' && sign <= '9') && MARKS.indexOf(sign) < 0) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST;
    }

    private static String fresh() {
        // It must be unlikely to recur within the life of a log, but need not be hard to guess.
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }
}
