package org.acme.stringsvc.orders;

import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The endpoint that places orders. It blocks if the store does, so a transport calls it on a thread that may block. */
@ServerEndpoint
class PlaceOrderEndpoint implements Endpoint<PlaceOrder, Order> {

    private final Orders orders;
    private final Event<OrderChanged> changes;

    PlaceOrderEndpoint(Orders orders, Event<OrderChanged> changes) {
        this.orders = orders;
        this.changes = changes;
    }

    @Override
    @Transactional
    @Operation(summary = "Place an order", description = "Answers 409 if there is an order with that id.")
    public Order call(PlaceOrder request) {
        UUID id = request.id() == null ? UUID.randomUUID() : request.id();
        Order order = new Order(id, request.items(), OrderState.PLACED, 0);
        orders.add(order);
        changes.fire(new OrderChanged(order));
        return order;
    }
}
