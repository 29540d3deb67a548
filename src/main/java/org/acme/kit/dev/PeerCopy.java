package org.acme.kit.dev;

import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One copy of a peer: a server that keeps its port, and its symptom. Its methods wait for sockets. Thread-safe. */
final class PeerCopy implements AutoCloseable {

    static final String LOOPBACK = "127.0.0.1";

    private static final int ANY_PORT = 0;

    private final Vertx vertx;
    private final DevPeer peer;
    private final Set<HttpConnection> used = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final int port;
    private HttpServer server;
    private boolean listening;
    private volatile Symptom symptom = Symptom.NONE;
    private volatile Duration delay = Duration.ZERO;
    private volatile SrvRank rank = SrvRank.FIRST;

    PeerCopy(Vertx vertx, DevPeer peer) {
        this.vertx = vertx;
        this.peer = peer;
        this.server = listen(ANY_PORT);
        this.port = server.actualPort();
    }

    DevPeer peer() {
        return peer;
    }

    int port() {
        return port;
    }

    String address() {
        return LOOPBACK + ":" + port;
    }

    Symptom symptom() {
        return symptom;
    }

    Duration delay() {
        return delay;
    }

    SrvRank rank() {
        return rank;
    }

    synchronized void has(Symptom next) {
        symptom = next;
        if (next == Symptom.REFUSES) {
            close();
        } else if (!listening) {
            server = listen(port);
        }
    }

    void answersAfter(Duration next) {
        delay = next;
    }

    void ranks(SrvRank next) {
        rank = next;
    }

    @Override
    public synchronized void close() {
        if (listening) {
            listening = false;
            EmbeddedDns.await(server.close());
        }
    }

    private HttpServer listen(int wanted) {
        HttpServer started = EmbeddedDns.await(vertx.createHttpServer()
                .connectionHandler(connection -> connection.closeHandler(closed -> used.remove(connection)))
                .requestHandler(this::arrived)
                .listen(wanted, LOOPBACK));
        listening = true;
        return started;
    }

    private void arrived(HttpServerRequest request) {
        peer.asked(request);
        boolean first = used.add(request.connection());
        long millis = delay.toMillis();
        if (millis == 0) {
            answer(request, first);
            return;
        }
        request.pause(); // its body waits too
        vertx.setTimer(millis, late -> {
            if (!request.response().closed()) {
                request.resume();
                answer(request, first);
            }
        });
    }

    private void answer(HttpServerRequest request, boolean first) {
        switch (symptom) {
            case NONE -> peer.answer(request);
            case CLOSES_THE_CONNECTION, REFUSES -> request.connection().close();
            case ANSWERS_503 -> request.response().setStatusCode(503).end();
            case ANSWERS_503_HALF_THE_TIME -> {
                if (requests.incrementAndGet() % 2 == 0) {
                    peer.answer(request);
                } else {
                    request.response().setStatusCode(503).end();
                }
            }
            case PUSHES_BACK ->
                request.response()
                        .setStatusCode(503)
                        .putHeader("Retry-After", "1")
                        .end();
            case ANSWERS_NONSENSE ->
                request.response()
                        .putHeader("Content-Type", "application/json")
                        .end("<html>Somebody else's page</html>");
            case RESETS_IDLE_CONNECTIONS -> {
                if (first) {
                    peer.answer(request);
                } else {
                    reset(request.connection());
                }
            }
            case HANGS -> {
                // No answer, ever.
            }
        }
    }

    /** Closes a connection by RST instead of FIN. */
    private static void reset(HttpConnection connection) {
        ((ConnectionBase) connection).channel().config().setOption(ChannelOption.SO_LINGER, 0);
        connection.close();
    }

    /**
     * The priority and the weight of a copy in DNS (RFC 2782), each from 0 to 65535.
     *
     * @param inDns whether DNS has the copy at all
     */
    record SrvRank(boolean inDns, int priority, int weight) {

        static final SrvRank FIRST = new SrvRank(true, 10, 10);

        private static final int MAX = 65_535;

        SrvRank {
            if (priority < 0 || priority > MAX || weight < 0 || weight > MAX) {
                throw new IllegalArgumentException(
                        "Priority " + priority + " and weight " + weight + " must be from 0 to " + MAX);
            }
        }
    }
}
