package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.acme.kit.discovery.Await;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that is given up after a redirect keeps no connection of the host that it was sent to. */
@QuarkusTest
@WithTestResource(value = GivenUpRedirectTest.TwoHosts.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class GivenUpRedirectTest {

    interface Redirected {
        @GET
        @Path("/away")
        Uni<String> away();

        @GET
        @Path("/here")
        Uni<String> here();

        @GET
        @Path("/held")
        Uni<String> held();
    }

    @ClientEndpoint
    @RegisterRestClient(configKey = "kit-away")
    interface OverHttp1 extends Redirected {}

    @ClientEndpoint
    @RegisterRestClient(configKey = "kit-away-h2")
    interface OverHttp2 extends Redirected {}

    @Inject
    @RestClient
    OverHttp1 overHttp1;

    @Inject
    @RestClient
    OverHttp2 overHttp2;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theRequestToTheSecondHostIsReset(boolean http2) throws Exception {
        CompletableFuture<String> call = client(http2).away().subscribeAsCompletionStage();
        HttpServerRequest sent = next();
        CompletableFuture<Void> reset = new CompletableFuture<>();
        sent.response().closeHandler(closed -> reset.complete(null));

        call.cancel(true);

        assertThat(reset).succeedsWithin(Await.PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingIsSentToTheSecondHostIfItHadNoConnectionYet(boolean http2) throws Exception {
        Redirected client = client(http2);
        CompletableFuture<String> holder = client.away().subscribeAsCompletionStage();
        HttpServerRequest held = next();
        CompletableFuture<String> waits = client.away().subscribeAsCompletionStage();
        // Comes on the only connection to the first host, and so after the redirect.
        assertThat(client.here().subscribeAsCompletionStage()).succeedsWithin(Await.PATIENCE);

        waits.cancel(true);
        held.response().end("first");

        assertThat(holder).succeedsWithin(Await.PATIENCE).isEqualTo("first");
        CompletableFuture<String> later = client.away().subscribeAsCompletionStage();
        next().response().end("later");
        assertThat(later).succeedsWithin(Await.PATIENCE).isEqualTo("later");
        assertThat(TwoHosts.REQUESTS).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theConnectionToTheFirstHostServesAnotherCallMeanwhile(boolean http2) throws Exception {
        Redirected client = client(http2);
        CompletableFuture<String> call = client.away().subscribeAsCompletionStage();
        HttpServerRequest sent = next();
        CompletableFuture<String> other = client.held().subscribeAsCompletionStage();
        HttpServerRequest held = TwoHosts.HELD.poll(60, TimeUnit.SECONDS);
        assertThat(held).isNotNull();
        CompletableFuture<Void> reset = new CompletableFuture<>();
        sent.response().closeHandler(closed -> reset.complete(null));

        call.cancel(true);
        assertThat(reset).succeedsWithin(Await.PATIENCE);
        held.response().end("held");

        assertThat(other).succeedsWithin(Await.PATIENCE).isEqualTo("held");
        assertThat(TwoHosts.HELD).isEmpty();
    }

    private Redirected client(boolean http2) {
        return http2 ? overHttp2 : overHttp1;
    }

    /** Returns the next request to the second host. */
    private static HttpServerRequest next() throws InterruptedException {
        HttpServerRequest request = TwoHosts.REQUESTS.poll(60, TimeUnit.SECONDS);
        assertThat(request).as("a request to the second host").isNotNull();
        return request;
    }

    /** A host that redirects to another one, which has one place for requests over HTTP/2 and answers none itself. */
    public static class TwoHosts implements QuarkusTestResourceLifecycleManager {

        /** The requests to the second host. */
        static final BlockingQueue<HttpServerRequest> REQUESTS = new LinkedBlockingQueue<>();

        /** The requests that the first host holds. */
        static final BlockingQueue<HttpServerRequest> HELD = new LinkedBlockingQueue<>();

        private final Vertx vertx = Vertx.vertx();

        @Override
        public Map<String, String> start() {
            int second = listen(vertx.createHttpServer(
                            new HttpServerOptions().setInitialSettings(new Http2Settings().setMaxConcurrentStreams(1)))
                    .requestHandler(request -> {
                        if (request.method() != HttpMethod.OPTIONS) { // how a place is given back over HTTP/2
                            REQUESTS.add(request);
                        } else {
                            request.response().end();
                        }
                    }));
            int first = listen(vertx.createHttpServer().requestHandler(request -> {
                if (request.path().equals("/held")) {
                    HELD.add(request);
                    return;
                }
                if (request.path().equals("/away")) {
                    request.response().setStatusCode(302).putHeader("Location", "http://127.0.0.1:" + second + "/");
                }
                request.response().end("here");
            }));
            String url = "http://127.0.0.1:" + first;
            return Map.of(
                    "quarkus.rest-client.kit-away.url", url,
                    "quarkus.rest-client.kit-away.follow-redirects", "true",
                    "quarkus.rest-client.kit-away.connection-pool-size", "1",
                    "quarkus.rest-client.kit-away.read-timeout", "600000",
                    "quarkus.rest-client.kit-away-h2.url", url,
                    "quarkus.rest-client.kit-away-h2.follow-redirects", "true",
                    "quarkus.rest-client.kit-away-h2.connection-pool-size", "1",
                    "quarkus.rest-client.kit-away-h2.read-timeout", "600000",
                    "quarkus.rest-client.kit-away-h2.http2", "true");
        }

        private static int listen(HttpServer server) {
            return server.listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
        }

        @Override
        public void stop() {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
