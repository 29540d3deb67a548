package org.acme.stringsvc.orders;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint as server-sent events, with ids for {@code Last-Event-ID}, and a comment each {@code orders.heartbeat}. The first
 * comment has the id of the last event so far: a stream that breaks off before its first event is resumed there.
 */
@Path("/orders/events")
@Tag(name = "orders")
@NonBlocking
class OrderEventsResource {

    private final FollowOrdersEndpoint follow;
    private final OrderLog log;
    private final Duration heartbeat;

    OrderEventsResource(
            FollowOrdersEndpoint follow, OrderLog log, @ConfigProperty(name = "orders.heartbeat") Duration heartbeat) {
        this.follow = follow;
        this.log = log;
        this.heartbeat = heartbeat;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(@RestHeader("Last-Event-ID") @Nullable String last, @Context Sse sse) {
        OutboundSseEvent.Builder first = sse.newEventBuilder().comment("");
        String from = last;
        if (from == null) {
            from = log.last();
            first.id(from);
        }
        return beating(follow.call(new FollowOrders(from)).map(event -> told(event, sse)), first.build(), sse);
    }

    private static OutboundSseEvent told(OrderEvent event, Sse sse) {
        OutboundSseEvent.Builder told = sse.newEventBuilder().id(event.id());
        return event.order() == null
                ? told.name("missing").data("").build()
                : told.name("order")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(event.order())
                        .build();
    }

    /**
     * Adds the comments. The first is sent at once, so that the caller gets the head of the answer. The events are subscribed to
     * first: they may fail with a refusal.
     */
    private Multi<OutboundSseEvent> beating(Multi<OutboundSseEvent> events, OutboundSseEvent first, Sse sse) {
        OutboundSseEvent beat = sse.newEventBuilder().comment("").build();
        OutboundSseEvent end = sse.newEventBuilder().comment("end").build();
        Multi<OutboundSseEvent> beats = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(first),
                        Multi.createFrom()
                                .ticks()
                                .every(heartbeat)
                                .onOverflow()
                                .drop()
                                .map(tick -> beat));
        return Multi.createBy()
                .merging()
                .withConcurrency(2)
                .withRequests(1)
                .streams(events.onCompletion().continueWith(end), beats)
                .select()
                .first(event -> event != end);
    }
}
