package org.acme.stringsvc.orders;

import java.util.UUID;
import org.acme.kit.error.BusinessFailure;

/** The refusal of a request for an order that does not exist. */
final class NoSuchOrder extends BusinessFailure {

    NoSuchOrder(UUID id) {
        super("no-such-order", "No such order", 404, "There is no order " + id + ".");
    }
}
