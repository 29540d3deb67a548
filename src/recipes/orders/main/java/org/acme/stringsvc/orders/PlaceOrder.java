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
 * A request for a new order.
 *
 * @param id the id of the order; a caller that chooses it may repeat the request without ordering twice; null to have one
 *     generated
 * @param items 1 to 100
 */
@RegisterForReflection
record PlaceOrder(
        @Nullable UUID id, @NotEmpty @Size(max = 100) List<@NotNull @Valid OrderItem> items) {}
