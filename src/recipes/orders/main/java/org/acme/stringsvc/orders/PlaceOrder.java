package org.acme.stringsvc.orders;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new order.
 *
 * @param id the order's; who chooses it may ask again without ordering twice; null to be given one
 * @param items 1 to 100
 */
@RegisterForReflection
record PlaceOrder(
        @Nullable UUID id, @NotEmpty @Size(max = 100) List<@NotNull @Valid OrderItem> items) {}
