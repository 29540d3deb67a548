package org.acme.stringsvc.orders;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jboss.resteasy.reactive.client.SseEvent;
import org.jspecify.annotations.Nullable;

/**
 * The client for the stream of another copy, or of a service of this kind. Its address is
 * {@code quarkus.rest-client.order-events.url}, which may be {@code stork://…}. It is no {@code ClientEndpoint}: a stream is not
 * retried but resumed, see {@link OrderFollower}.
 */
@Path("/orders/events")
@RegisterRestClient(configKey = "order-events")
interface OrderEventsClient {

    /**
     * Returns the events. Fails if the stream breaks off, or if its head does not come within the client's read time-out. After
     * that the client waits without end: who follows bounds the silence.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    Multi<SseEvent<Order>> follow(@HeaderParam("Last-Event-ID") @Nullable String last);
}
