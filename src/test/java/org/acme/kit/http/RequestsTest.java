package org.acme.kit.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.acme.kit.discovery.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestsTest {

    private final Vertx vertx = Vertx.vertx();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Requests requests = new Requests(meters, new WebSockets());
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final CompletableFuture<Void> arrived = new CompletableFuture<>();
    private final HttpServer server = serve();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void hasNothingToWaitForIfNothingRuns() {
        given().get(at("/quick")).then().statusCode(200);

        assertThat(requests.refuse()).succeedsWithin(Await.PATIENCE);
    }

    @Test
    void waitsForWhatRunsAndAnswersIt() {
        CompletableFuture<HttpResponse<String>> slow = HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(URI.create(at("/slow"))).build(), BodyHandlers.ofString());
        arrived.join();

        CompletableFuture<Void> done = requests.refuse();
        given().get(at("/quick")).then().statusCode(503);
        assertThat(done).isNotDone();

        released.complete(null);
        done.join();
        assertThat(slow.join().statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWhatComesLaterAndClosesItsConnection() {
        requests.refuse();

        given().get(at("/quick"))
                .then()
                .statusCode(503)
                .header("Connection", "close")
                .header("Retry-After", "1");
    }

    @Test
    void areCountedByTheirStatus() {
        given().get(at("/quick")).then().statusCode(200);
        given().get(at("/quick")).then().statusCode(200);
        given().get(at("/nowhere")).then().statusCode(404);

        requests.refuse().join();
        assertThat(ended("200")).isEqualTo(2);
        assertThat(ended("404")).isEqualTo(1);
    }

    @Test
    void areInFlightUntilTheirAnswerEnds() {
        CompletableFuture<HttpResponse<String>> slow = HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(URI.create(at("/slow"))).build(), BodyHandlers.ofString());
        arrived.join();
        assertThat(inFlight()).isEqualTo(1);

        released.complete(null);
        slow.join();
        requests.refuse().join();
        assertThat(inFlight()).isZero();
    }

    @Test
    void areCancelledIfTheCallerDisconnects() {
        HttpClient caller = HttpClient.newHttpClient();
        CompletableFuture<HttpResponse<String>> slow =
                caller.sendAsync(HttpRequest.newBuilder(URI.create(at("/slow"))).build(), BodyHandlers.ofString());
        arrived.join();

        slow.cancel(true);

        requests.refuse().join();
        assertThat(ended("cancelled")).isEqualTo(1);
        assertThat(inFlight()).isZero();
    }

    private double inFlight() {
        return meters.get("http.requests.in.flight").gauge().value();
    }

    private double ended(String status) {
        Counter counter = meters.find("http.requests").tag("status", status).counter();
        return counter == null ? 0 : counter.count();
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    private HttpServer serve() {
        Router router = Router.router(vertx);
        requests.register(router);
        router.get("/quick").handler(request -> request.end());
        router.get("/slow").handler(request -> {
            arrived.complete(null);
            released.thenRun(request::end);
        });
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
