package org.acme.stringsvc.orders;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;

/**
 * An order as it is now. Immutable.
 *
 * @param id who placed it may have chosen it
 * @param items at least one
 * @param state where it stands
 * @param version how often it has changed, 0 for a new one: who changes it says which version was seen
 */
@RegisterForReflection
record Order(UUID id, List<OrderItem> items, OrderState state, long version) {

    Order {
        items = List.copyOf(items);
    }

    /** Returns the order in its next version, cancelled. */
    Order cancelled() {
        return new Order(id, items, OrderState.CANCELLED, version + 1);
    }
}
