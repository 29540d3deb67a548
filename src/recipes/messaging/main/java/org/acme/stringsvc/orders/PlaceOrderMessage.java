package org.acme.stringsvc.orders;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that asks to place an order. The envelope is part of the content, so that it is the same with every broker.
 *
 * @param id the id of the message, 1 to 100 characters without control characters; a second message with the same id changes nothing
 * @param expires when the order is of no use any more; null for never
 * @param order the request to the endpoint
 */
@RegisterForReflection
record PlaceOrderMessage(String id, @Nullable Instant expires, PlaceOrder order) {

    PlaceOrderMessage {
        if (id == null
                || id.isBlank()
                || id.length() > 100
                || id.chars().anyMatch(Character::isISOControl)
                || order == null) {
            throw new IllegalArgumentException(
                    "A message has an id of 1 to 100 characters, none of them a control character, and an order");
        }
    }
}
