package org.acme.stringsvc.orders;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.TracingMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.acme.kit.error.Classification;
import org.acme.kit.work.Works;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of messages that place orders. It calls the same function as HTTP.
 *
 * <ul>
 *   <li>Placed, or placed before: acknowledged.
 *   <li>Malformed or refused: to the dead letters, at once.
 *   <li>Failed by a fault: retried with a back-off; to the dead letters after {@code orders.messages.retries}, or when it
 *       expires.
 * </ul>
 */
@ApplicationScoped
class OrderMessages {

    static final String CHANNEL = "place-orders";

    private static final Logger LOG = Logger.getLogger(OrderMessages.class);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

    private final OrderInbox inbox;
    private final Works works;
    private final ObjectMapper json;
    private final Counter malformed;
    private final int retries;
    private final Duration backOff;

    OrderMessages(
            OrderInbox inbox,
            Works works,
            ObjectMapper json,
            MeterRegistry meters,
            @ConfigProperty(name = "orders.messages.retries") int retries,
            @ConfigProperty(name = "orders.messages.back-off") Duration backOff) {
        this.inbox = inbox;
        this.works = works;
        this.json = json;
        this.malformed = meters.counter("orders.messages.malformed");
        this.retries = retries;
        this.backOff = backOff;
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(Message<byte[]> message) {
        return Uni.createFrom()
                .item(() -> read(message.getPayload()))
                .chain(asked -> place(asked, traceOf(message)))
                .onItemOrFailure()
                .transformToUni((placed, failure) ->
                        Uni.createFrom().completionStage(failure == null ? message.ack() : refuse(message, failure)));
    }

    /** The broker keeps no reason, so the log has it. */
    private static CompletionStage<Void> refuse(Message<?> message, Throwable failure) {
        LOG.warnf("A message of %s goes to the dead letters: %s", CHANNEL, failure);
        return message.nack(failure);
    }

    private PlaceOrderMessage read(byte[] content) {
        try {
            return json.readValue(content, PlaceOrderMessage.class);
        } catch (IOException unreadable) {
            malformed.increment();
            throw new IllegalArgumentException("A message of " + CHANNEL + " is malformed", unreadable);
        }
    }

    private Uni<Void> place(PlaceOrderMessage asked, Context trace) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool()) // the endpoint blocks
                .invoke(() -> attempt(asked, trace))
                .onFailure(
                        failure -> Classification.of(failure).kind() == Classification.Kind.FAULT && isWaitedFor(asked))
                .retry()
                .withBackOff(backOff, LONGEST_BACK_OFF)
                .atMost(retries);
    }

    /** Makes one attempt, a unit of work with the id of the message, the time that is left for it, and its trace. */
    private void attempt(PlaceOrderMessage asked, Context trace) {
        try (Scope scope = trace.makeCurrent()) {
            works.open(CHANNEL).id(asked.id()).within(leftFor(asked)).run(() -> inbox.placeOnce(asked));
        }
    }

    private static boolean isWaitedFor(PlaceOrderMessage asked) {
        Duration left = leftFor(asked);
        return left == null || !left.isNegative();
    }

    private static @Nullable Duration leftFor(PlaceOrderMessage asked) {
        Instant expires = asked.expires();
        return expires == null ? null : Duration.between(Instant.now(), expires);
    }

    private static Context traceOf(Message<?> message) {
        return TracingMetadata.fromMessage(message)
                .map(TracingMetadata::getCurrentContext)
                .orElseGet(Context::current);
    }
}
