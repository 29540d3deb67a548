package org.acme.stringsvc.orders;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.UUID;

/**
 * Asks for the end of an order.
 *
 * @param id the order's
 * @param version the one that was seen; a newer one has to be looked at first
 */
record CancelOrder(@NotNull UUID id, @PositiveOrZero long version) {}
