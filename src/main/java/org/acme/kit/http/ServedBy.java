package org.acme.kit.http;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.ext.Provider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientResponseFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Names the instance that computed the answer in the header {@code Served-By: host:port}, so that a person sees the
 * balancing: the peer that was asked last, or this instance if none was.
 *
 * <p>Only if {@code kit.served-by} is true, as it is in dev and test mode: the header tells addresses.
 */
@Provider
public final class ServedBy implements ResteasyReactiveClientResponseFilter {

    /** The header that names the instance. */
    public static final String HEADER = "Served-By";

    private final boolean shown;

    ServedBy(@ConfigProperty(name = "kit.served-by") boolean shown) {
        this.shown = shown;
    }

    @Override
    public void filter(ResteasyReactiveClientRequestContext request, ClientResponseContext response) {
        // Quarkus also asks the filters when there was no response at all.
        if (shown && response.getStatus() > 0) {
            String further = response.getHeaderString(HEADER);
            remember(further == null ? request.getUri().getRawAuthority() : further);
        }
    }

    /** Writes the header of an answer. */
    @ServerResponseFilter
    public void answer(ContainerResponseContext response, RoutingContext routing) {
        if (shown) {
            String here = routing.request().localAddress().toString();
            response.getHeaders()
                    .putSingle(HEADER, ContextLocals.<String>get(HEADER).orElse(here));
        }
    }

    /** A call to a peer has a context of its own, and each of its requests another; the outermost is that of the request served. */
    private static void remember(String instance) {
        Context context = Vertx.currentContext();
        while (context != null && VertxContext.isDuplicatedContext(context)) {
            context.putLocal(HEADER, instance);
            context = context.getLocal(VertxContext.PARENT_CONTEXT);
        }
    }
}
