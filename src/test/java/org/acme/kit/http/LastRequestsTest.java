package org.acme.kit.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LastRequestsTest {

    private final Vertx vertx = Vertx.vertx();
    private final LastRequests requests = new LastRequests();
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

        assertThat(requests.refuse()).succeedsWithin(Duration.ofSeconds(30));
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
