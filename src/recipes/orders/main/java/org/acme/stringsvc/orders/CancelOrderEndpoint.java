package org.acme.stringsvc.orders;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.eclipse.microprofile.openapi.annotations.Operation;

@ServerEndpoint
class CancelOrderEndpoint implements Endpoint<CancelOrder, Order> {

    private final Orders orders;
    private final Event<OrderChanged> changes;

    CancelOrderEndpoint(Orders orders, Event<OrderChanged> changes) {
        this.orders = orders;
        this.changes = changes;
    }

    @Override
    @Transactional
    @Operation(summary = "Cancel an order", description = "Answers 409 if the order has another version than that.")
    public Order call(CancelOrder request) {
        Order order = orders.find(request.id()).orElseThrow(() -> new NoSuchOrder(request.id()));
        if (order.version() != request.version()) {
            throw new StaleOrder(request.id());
        }
        if (order.state() == OrderState.CANCELLED) {
            return order; // nothing changes, so there is no next version
        }
        Order cancelled = order.cancelled();
        orders.replace(cancelled);
        changes.fire(new OrderChanged(cancelled));
        return cancelled;
    }
}
