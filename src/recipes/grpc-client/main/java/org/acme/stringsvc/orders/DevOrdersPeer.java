package org.acme.stringsvc.orders;

import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.server.GrpcServer;
import jakarta.enterprise.context.ApplicationScoped;
import org.acme.kit.dev.DevPeer;
import org.acme.stringsvc.orders.grpc.OrderReply;
import org.acme.stringsvc.orders.grpc.OrderServiceGrpc;

/** A stand-in for the other service in dev and test mode: it finds every order. */
@IfBuildProfile(anyOf = {"dev", "test"})
@ApplicationScoped
class DevOrdersPeer implements DevPeer {

    static final String NAME = "_grpc._tcp.orders.test";

    private final GrpcServer server;

    DevOrdersPeer(Vertx vertx) {
        server = GrpcServer.server(vertx)
                .callHandler(
                        OrderServiceGrpc.getFindOrderMethod(),
                        call -> call.handler(asked -> call.response()
                                .end(OrderReply.newBuilder()
                                        .setId(asked.getId())
                                        .setState("PLACED")
                                        .build())));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void answer(HttpServerRequest request) {
        server.handle(request);
    }
}
