package org.acme.stringsvc.orders;

import java.util.UUID;
import org.acme.kit.error.BusinessFailure;

/** Says that there is no such order. */
final class NoSuchOrder extends BusinessFailure {

    NoSuchOrder(UUID id) {
        super("no-such-order", "No such order", 404, "There is no order " + id + ".");
    }
}
