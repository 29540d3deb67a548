package org.acme.stringsvc.orders;

import java.util.UUID;
import org.acme.kit.error.BusinessFailure;

/** Refuses a change of an order that has changed since it was looked at. */
final class StaleOrder extends BusinessFailure {

    StaleOrder(UUID id) {
        super("stale-order", "Stale order", 409, "Order " + id + " has changed since; look at it again.");
    }
}
