package org.acme.stringsvc.orders;

import io.smallrye.mutiny.Multi;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.eclipse.microprofile.openapi.annotations.Operation;

@ServerEndpoint
class FollowOrdersEndpoint implements Endpoint<FollowOrders, Multi<OrderEvent>> {

    private final OrderLog log;

    FollowOrdersEndpoint(OrderLog log) {
        this.log = log;
    }

    @Override
    @Operation(
            summary = "Follow orders",
            description = "Sends each new and each changed order, until the caller leaves.")
    public Multi<OrderEvent> call(FollowOrders request) {
        return log.after(request.last());
    }
}
