package org.acme.stringsvc.orders;

import jakarta.transaction.Transactional;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.eclipse.microprofile.openapi.annotations.Operation;

@ServerEndpoint
class FindOrderEndpoint implements Endpoint<FindOrder, Order> {

    private final Orders orders;

    FindOrderEndpoint(Orders orders) {
        this.orders = orders;
    }

    @Override
    @Transactional
    @Operation(summary = "Find an order", description = "Answers 404 if there is none with that id.")
    public Order call(FindOrder request) {
        return orders.find(request.id()).orElseThrow(() -> new NoSuchOrder(request.id()));
    }
}
