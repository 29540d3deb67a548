package org.acme.stringsvc.orders;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.OutgoingInterceptor;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * The interceptor by which RabbitMQ writes announcements to disk before it confirms them. Other brokers do so anyway: delete this
 * file then.
 */
@Identifier(OrderAnnouncements.CHANNEL)
@ApplicationScoped
class PersistentMessages implements OutgoingInterceptor {

    private static final OutgoingRabbitMQMetadata PERSISTENT = OutgoingRabbitMQMetadata.builder()
            .withDeliveryMode(2)
            .withContentType("application/json")
            .withRoutingKey("order")
            .build();

    @Override
    public Message<?> onMessage(Message<?> message) {
        return message.addMetadata(PERSISTENT);
    }

    @Override
    public void onMessageAck(Message<?> message) {}

    @Override
    public void onMessageNack(Message<?> message, Throwable failure) {}
}
