package org.acme.stringsvc.orders;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.acme.kit.error.BusinessFailure;
import org.acme.stringsvc.orders.grpc.FindOrderCall;
import org.acme.stringsvc.orders.grpc.OrderLine;
import org.acme.stringsvc.orders.grpc.OrderReply;
import org.acme.stringsvc.orders.grpc.OrderService;
import org.acme.stringsvc.orders.grpc.PlaceOrderCall;

/** The gRPC service of the endpoints. */
@GrpcService
class GrpcOrders implements OrderService {

    private final GrpcCalls calls;
    private final PlaceOrderEndpoint place;
    private final FindOrderEndpoint find;

    GrpcOrders(GrpcCalls calls, PlaceOrderEndpoint place, FindOrderEndpoint find) {
        this.calls = calls;
        this.place = place;
        this.find = find;
    }

    @Override
    public Uni<OrderReply> placeOrder(PlaceOrderCall call) {
        return calls.blocking(() -> reply(place.call(request(call))));
    }

    @Override
    public Uni<OrderReply> findOrder(FindOrderCall call) {
        return calls.blocking(() -> reply(find.call(new FindOrder(id(call.getId())))));
    }

    private static PlaceOrder request(PlaceOrderCall call) {
        List<OrderItem> items = call.getItemsList().stream()
                .map(line -> new OrderItem(line.getSku(), line.getQuantity()))
                .toList();
        return new PlaceOrder(call.hasId() ? id(call.getId()) : null, items);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new BusinessFailure("malformed-id", "Malformed id", 400, "The id is no UUID.");
        }
    }

    private static OrderReply reply(Order order) {
        return OrderReply.newBuilder()
                .setId(order.id().toString())
                .addAllItems(order.items().stream().map(GrpcOrders::line).toList())
                .setState(order.state().name())
                .setVersion(order.version())
                .build();
    }

    private static OrderLine line(OrderItem item) {
        return OrderLine.newBuilder()
                .setSku(item.sku())
                .setQuantity(item.quantity())
                .build();
    }
}
