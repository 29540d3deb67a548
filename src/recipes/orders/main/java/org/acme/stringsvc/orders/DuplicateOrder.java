package org.acme.stringsvc.orders;

import java.util.UUID;
import org.acme.kit.error.BusinessFailure;

/** The refusal of an order whose id another order has. */
final class DuplicateOrder extends BusinessFailure {

    DuplicateOrder(UUID id) {
        super("duplicate-order", "Duplicate order", 409, "There is an order " + id + " already; look at it first.");
    }
}
