package org.acme.kit.deadline;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;
import org.acme.kit.http.RequestId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;

/**
 * Internal: carries the time that is left, in milliseconds, from the caller to this service and from here to each peer, less what was
 * spent; never more than came in. A call for which none is left is not made.
 *
 * <p>The header is {@code kit.deadline.header}, {@code x-envoy-expected-rq-timeout-ms} by default: what Envoy, and with it Istio,
 * already puts on each request that it forwards, in the same unit and meaning.
 */
@Provider
@Priority(Priorities.AUTHENTICATION
        - 1) // before Stork's filter, or an instance would be picked for a call that is not made
public final class DeadlineHeader implements ResteasyReactiveClientRequestFilter {

    // Right after what makes a request what it is.
    private static final int ORDER = Integer.MIN_VALUE + 1;

    private final String header;
    private final Deadlines deadlines;

    DeadlineHeader(@ConfigProperty(name = "kit.deadline.header") String header, Deadlines deadlines) {
        if (!header.matches("[A-Za-z0-9-]+")) {
            throw new ConfigurationException(
                    "kit.deadline.header is '" + header + "'; allowed: the name of a header, letters, digits and -");
        }
        this.header = header;
        this.deadlines = deadlines;
    }

    /** Begins the deadline of a request when its head arrives: what its body takes is spent time too. */
    void register(@Observes Router router) {
        router.route().order(ORDER).handler(routing -> {
            deadlines.begin(routing.request().getHeader(header));
            routing.next();
        });
    }

    /**
     * Tells the peer how long this service will wait for it: no longer than for any attempt, even if more is left. A stranger is
     * told nothing; it is not called either when no time is left.
     */
    @Override
    public void filter(ResteasyReactiveClientRequestContext request) {
        long left = deadlines.current().requireMillis();
        Object patience = request.getConfiguration().getProperty(QuarkusRestClientProperties.READ_TIMEOUT);
        long millis = patience instanceof Long most && most > 0 ? Math.min(left, most) : left;
        if (request.getProperty(RequestId.PEER) != null) {
            request.getHeaders().putSingle(header, Long.toString(millis));
        }
    }
}
