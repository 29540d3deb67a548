package org.acme.stringsvc.orders;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps orders. Any thread may ask; it may block. */
interface Orders {

    /**
     * Keeps a new order.
     *
     * @throws DuplicateOrder if there is one with its id
     */
    void add(Order order);

    /** Finds an order. */
    Optional<Order> find(UUID id);

    /** Returns orders, oldest first: at most {@code most} from the one at {@code first} on, which counts from 0. */
    List<Order> list(int first, int most);

    /**
     * Keeps an order's next version in place of the one before.
     *
     * @throws StaleOrder if the version that is kept is not the one before
     */
    void replace(Order next);
}
