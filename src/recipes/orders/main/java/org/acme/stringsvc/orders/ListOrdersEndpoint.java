package org.acme.stringsvc.orders;

import jakarta.transaction.Transactional;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.eclipse.microprofile.openapi.annotations.Operation;

@ServerEndpoint
class ListOrdersEndpoint implements Endpoint<ListOrders, OrderPage> {

    private final Orders orders;

    ListOrdersEndpoint(Orders orders) {
        this.orders = orders;
    }

    @Override
    @Transactional
    @Operation(
            summary = "List orders",
            description = "Answers a page of orders, oldest first, with links to its neighbours.")
    public OrderPage call(ListOrders request) {
        return OrderPage.of(request, orders.list(request.page() * request.size(), request.size() + 1));
    }
}
