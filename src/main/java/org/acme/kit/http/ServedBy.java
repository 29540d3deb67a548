package org.acme.kit.http;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientResponseFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * The header {@code Served-By: host:port}, which names the instance that computed the answer, so that a person sees the
 * balancing: the peer that was called last, or this instance if none was.
 *
 * <p>Only if {@code kit.served-by} is true, as it is in dev and test mode: the header reveals addresses.
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
        // Quarkus runs the filters even if there was no response.
        if (shown && response.getStatus() > 0) {
            String further = response.getHeaderString(HEADER);
            remember(further == null ? hostAndPort(request.getUri()) : further);
        }
    }

    /** Internal: returns the authority of a URI without a password (RFC 3986, section 3.2.1), for headers, logs and traces. */
    public static String hostAndPort(URI uri) {
        String authority = uri.getRawAuthority();
        return authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1);
    }

    /** Adds the header to an answer. */
    @ServerResponseFilter
    public void answer(ContainerResponseContext response, RoutingContext routing) {
        if (shown) {
            String here = routing.request().localAddress().toString();
            response.getHeaders()
                    .putSingle(HEADER, ContextLocals.<String>get(HEADER).orElse(here));
        }
    }

    /**
     * Stores the instance in this context and all around it: a call to a peer has a context of its own, and each of its requests
     * another; the outermost is that of the request served.
     */
    private static void remember(String instance) {
        Context context = Vertx.currentContext();
        while (context != null && VertxContext.isDuplicatedContext(context)) {
            context.putLocal(HEADER, instance);
            context = context.getLocal(VertxContext.PARENT_CONTEXT);
        }
    }
}
