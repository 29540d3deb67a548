package org.acme.stringsvc.orders;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A store of orders. Implementations are thread-safe, and may block. */
interface Orders {

    /**
     * Stores a new order.
     *
     * @throws DuplicateOrder if there is one with its id
     */
    void add(Order order);

    /** Returns the order with an id, empty if there is none. */
    Optional<Order> find(UUID id);

    /** Returns orders, oldest first: at most {@code most} from the one at {@code first} on, which counts from 0. */
    List<Order> list(int first, int most);

    /**
     * Replaces an order by its next version.
     *
     * @throws StaleOrder if the stored version is not the one before, or there is none
     */
    void replace(Order next);
}
