package org.acme.kit.telemetry;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.Map;

/** A collector of traces that answers, answers 404, closes connections, or is not there: always at the same port. */
public final class FailingCollector implements QuarkusTestResourceLifecycleManager {

    enum Way {
        TAKES,
        ANSWERS_404,
        CLOSES,
        REFUSES
    }

    private final Vertx vertx = Vertx.vertx();
    private volatile Way way = Way.REFUSES;
    private HttpServer server;
    private int port;

    @Override
    public Map<String, String> start() {
        become(Way.TAKES);
        port = server.actualPort();
        return Map.of(
                "quarkus.otel.exporter.otlp.endpoint",
                address(),
                "quarkus.otel.bsp.schedule.delay",
                "20ms",
                "quarkus.otel.bsp.export.timeout",
                "30s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(FailingCollector.class));
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    void become(Way next) {
        way = next;
        if (server != null && next == Way.REFUSES) {
            server.close().toCompletionStage().toCompletableFuture().join();
            server = null;
        } else if (server == null && next != Way.REFUSES) {
            server = vertx.createHttpServer()
                    .requestHandler(this::answer)
                    .listen(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    private void answer(HttpServerRequest request) {
        switch (way) {
            case TAKES -> request.response().end();
            case ANSWERS_404 -> request.response().setStatusCode(404).end();
            default -> request.connection().close();
        }
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
