package org.acme.stringsvc.orders;

import java.util.UUID;
import org.acme.kit.error.BusinessFailure;

/** The refusal of a change of an order that has changed since the caller has seen it. */
final class StaleOrder extends BusinessFailure {

    StaleOrder(UUID id) {
        super("stale-order", "Stale order", 409, "Order " + id + " has changed since; look at it again.");
    }
}
