package org.acme.kit.client;

import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A relay in front of a DNS server, which takes its time. */
final class SlowDns {

    private SlowDns() {}

    /** Passes questions to a DNS server, each after a while; returns its port. */
    static int before(InetSocketAddress server, Duration delay, Vertx vertx) {
        Map<Integer, SocketAddress> askers = new HashMap<>();
        DatagramSocket socket = vertx.createDatagramSocket();
        socket.handler(packet -> {
            int id = packet.data().getUnsignedShort(0);
            if (packet.sender().port() == server.getPort()) {
                SocketAddress asker = askers.get(id);
                socket.send(packet.data(), asker.port(), asker.host());
            } else {
                askers.put(id, packet.sender());
                vertx.setTimer(
                        delay.toMillis(),
                        late -> socket.send(
                                packet.data(),
                                server.getPort(),
                                server.getAddress().getHostAddress()));
            }
        });
        return socket.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .localAddress()
                .port();
    }
}
