package org.acme.stringsvc.orders;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.UUID;

/**
 * A request to cancel an order.
 *
 * @param id the id of the order
 * @param version the version that the caller has seen; if there is a newer one, the request is refused
 */
record CancelOrder(@NotNull UUID id, @PositiveOrZero long version) {}
