package org.acme.kit.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open WebSockets. They are closed when the service turns not ready, as streams are. Thread-safe. */
@ApplicationScoped
class WebSockets {

    private static final short GOING_AWAY = 1001;

    private final Set<ServerWebSocket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /** Records a WebSocket. Closes it if the service stops. */
    void opened(ServerWebSocket socket, HttpServerRequest request) {
        open.add(socket);
        // The socket has one handler of its close, which belongs to the service.
        ((ConnectionBase) request.connection()).channel().closeFuture().addListener(closed -> open.remove(socket));
        // Read after the socket was added, so that it is closed here or there.
        if (stopping) {
            close(socket);
        }
    }

    /** Returns how many WebSockets are open. */
    int open() {
        return open.size();
    }

    // Before the observers of the service: one that throws ends the round.
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownDelayInitiatedEvent notReady) {
        stopping = true;
        open.forEach(WebSockets::close);
    }

    private static void close(ServerWebSocket socket) {
        socket.close(GOING_AWAY, "This instance is about to stop.");
    }
}
