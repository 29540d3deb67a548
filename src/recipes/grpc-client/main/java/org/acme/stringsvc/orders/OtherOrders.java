package org.acme.stringsvc.orders;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.acme.stringsvc.orders.grpc.FindOrderCall;
import org.acme.stringsvc.orders.grpc.OrderReply;
import org.acme.stringsvc.orders.grpc.OrderServiceGrpc;

/** The orders of another service. */
@ApplicationScoped
class OtherOrders {

    private static final String SERVICE = "other-orders";

    private final GrpcAttempts attempts;

    OtherOrders(GrpcAttempts attempts) {
        this.attempts = attempts;
    }

    /** Finds an order. This changes nothing, so there are up to three attempts; the balancer picks an instance for each. */
    Uni<OrderReply> find(UUID id) {
        FindOrderCall asked = FindOrderCall.newBuilder().setId(id.toString()).build();
        return attempts.of(SERVICE, OrderServiceGrpc.getFindOrderMethod(), asked)
                .onFailure(GrpcAttempts::isOfThePeer)
                .retry()
                .atMost(2);
    }
}
