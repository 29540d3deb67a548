package org.acme.kit.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.GracefulShutdownFilter;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.acme.kit.discovery.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request without an end that Vert.x reports: its connection has left HTTP, or its answer is broken off. */
class UnansweredTest {

    private static final String PLAIN =
            "GET /plain HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final WebSockets sockets = new WebSockets();
    private final Requests requests = new Requests(meters, sockets);
    private final GracefulShutdownFilter quarkus = new GracefulShutdownFilter();
    private final HttpServer server = serve();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aWebSocketDoesNotHoldTheStop() throws Exception {
        WebSocket socket = open();

        assertThat(stopped()).succeedsWithin(Await.PATIENCE);
        assertThat(requests.refuse()).succeedsWithin(Await.PATIENCE);
        assertThat(socket.isClosed()).isFalse();
    }

    @Test
    void aWebSocketThatHasClosedDoesNotHoldTheStop() throws Exception {
        Http2.await(open().close());

        assertThat(stopped()).succeedsWithin(Await.PATIENCE);
    }

    @Test
    void aPlainConnectionDoesNotHoldTheStop() throws Exception {
        try (Socket socket = RawHttp.open(server.actualPort(), PLAIN)) {
            assertThat(RawHttp.status(socket)).isEqualTo(101);

            assertThat(stopped()).succeedsWithin(Await.PATIENCE);
            assertThat(requests.refuse()).succeedsWithin(Await.PATIENCE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/reset", "/close"})
    void anAnswerThatIsBrokenOffDoesNotHoldTheStop(String path) throws Exception {
        assertThat(RawHttp.send(server.actualPort(), "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains("half");

        assertThat(stopped()).succeedsWithin(Await.PATIENCE);
    }

    @Test
    void aWebSocketIsARequestUntilItOpens() throws Exception {
        open();

        Await.until("counted", () -> ended("101") == 1);
        assertThat(meters.get("http.requests.in.flight").gauge().value()).isZero();
    }

    @Test
    void whoAsksForAWebSocketAndGetsAnAnswerIsCounted() {
        given().header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .get("http://127.0.0.1:" + server.actualPort() + "/quick")
                .then()
                .statusCode(200);

        Await.until("counted", () -> ended("200") == 1);
    }

    @Test
    void aWebSocketIsToldThatTheServiceStops() throws Exception {
        CompletableFuture<Short> told = new CompletableFuture<>();
        open(told);

        sockets.stop(new ShutdownDelayInitiatedEvent());

        assertThat(told).succeedsWithin(Await.PATIENCE).isEqualTo((short) 1001);
    }

    /** Quarkus closes each connection after its answer by then. */
    @Test
    void aWebSocketThatOpensLateIsToldAtOnce() throws Exception {
        sockets.stop(new ShutdownDelayInitiatedEvent());
        quarkus.preShutdown(() -> {});
        CompletableFuture<Short> told = new CompletableFuture<>();

        open(told);

        assertThat(told).succeedsWithin(Await.PATIENCE).isEqualTo((short) 1001);
    }

    @Test
    void aWebSocketIsNotKeptWhenItHasClosed() throws Exception {
        WebSocket socket = open();
        Await.until("known", () -> sockets.open() == 1);

        Http2.await(socket.close());

        Await.until("forgotten", () -> sockets.open() == 0);
    }

    private WebSocket open() throws Exception {
        return open(new CompletableFuture<>());
    }

    /** Opens a WebSocket and completes {@code closed} with the status with which it is closed. */
    private WebSocket open(CompletableFuture<Short> closed) throws Exception {
        ClientWebSocket socket = vertx.createWebSocketClient().webSocket();
        socket.closeHandler(end -> closed.complete(socket.closeStatusCode()));
        return Http2.await(socket.connect(server.actualPort(), "127.0.0.1", "/socket"));
    }

    private CompletableFuture<Void> stopped() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        quarkus.shutdown(() -> done.complete(null));
        return done;
    }

    private double ended(String status) {
        Counter counter = meters.find("http.requests").tag("status", status).counter();
        return counter == null ? 0 : counter.count();
    }

    private HttpServer serve() {
        Router router = Router.router(vertx);
        requests.register(router);
        router.get("/quick").handler(request -> request.end());
        router.get("/socket").handler(routing -> routing.request().toWebSocket());
        router.get("/plain").handler(routing -> routing.request().toNetSocket());
        router.get("/reset")
                .handler(routing ->
                        begin(routing).onComplete(begun -> routing.response().reset()));
        router.get("/close")
                .handler(routing ->
                        begin(routing).onComplete(begun -> routing.response().close()));
        quarkus.next(router);
        return vertx.createHttpServer()
                .requestHandler(request -> quarkus.handle(new QuarkusRequestWrapper(request, null)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static Future<Void> begin(RoutingContext routing) {
        return routing.response().setChunked(true).write("half");
    }
}
