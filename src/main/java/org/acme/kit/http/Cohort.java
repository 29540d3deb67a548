package org.acme.kit.http;

import io.netty.channel.ChannelHandler;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * The requests that arrive in one turn of an event loop. They are received one after the other, then worked on one after the
 * other, and then their answers are sent.
 *
 * <p>One request passes through more code than the caches of a processor hold. If each went all the way alone, every step would
 * be fetched anew for each of them; this way a step is fetched once for all (cohort scheduling: Larus and Parkes, USENIX 2002).
 * {@code performance.md} has the figures.
 */
final class Cohort {

    private Cohort() {}

    /**
     * Passes a request on when those that arrived with it have been received, too; at once if there is no event loop. A request
     * that has ended meanwhile goes no further: over HTTP/2 a caller may reset it in the same turn, and nobody would cancel what
     * begins after that.
     */
    static void proceed(RoutingContext routing) {
        @Nullable Context context = Vertx.currentContext();
        if (context == null || !context.isEventLoopContext()) {
            routing.next();
        } else {
            // Quarkus has paused the request, so nothing of it is missed meanwhile.
            context.runOnContext(turn -> {
                if (!routing.response().closed()) {
                    routing.next();
                }
            });
        }
    }

    /** Returns the handler of a connection that sends answers when the others of the cohort are there, too. */
    static ChannelHandler answers() {
        return new FlushConsolidationHandler(FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true);
    }
}
