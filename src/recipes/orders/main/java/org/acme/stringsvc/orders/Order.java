package org.acme.stringsvc.orders;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;

/**
 * An order as it is now. Immutable.
 *
 * @param id chosen by the caller, or generated
 * @param items at least one
 * @param state its state
 * @param version the number of changes, 0 for a new order; a caller that changes it names the version that it has seen
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
