package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.acme.kit.deadline.Deadline;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.discovery.Await;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that is given up while it waits for the only connection leaves that connection to the next. */
@QuarkusTest
@WithTestResource(value = GivenUpCallTest.OnePeer.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class GivenUpCallTest {

    interface One {
        @GET
        @Path("/")
        Uni<String> uni();

        @GET
        @Path("/")
        String plain();
    }

    @ClientEndpoint
    @RegisterRestClient(configKey = "kit-one")
    interface OverHttp1 extends One {}

    @ClientEndpoint
    @RegisterRestClient(configKey = "kit-one-h2")
    interface OverHttp2 extends One {}

    @Inject
    @RestClient
    OverHttp1 overHttp1;

    @Inject
    @RestClient
    OverHttp2 overHttp2;

    @Inject
    Deadlines deadlines;

    @Inject
    Vertx vertx;

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void theNextCallGetsTheConnection(boolean http2, boolean blocks) throws InterruptedException {
        One peer = http2 ? overHttp2 : overHttp1;
        CompletableFuture<String> holder = peer.uni().subscribeAsCompletionStage();
        HttpServerRequest held = OnePeer.REQUESTS.poll(60, TimeUnit.SECONDS);
        assertThat(held).isNotNull();

        assertThat(callWithin(Duration.ofMillis(300), peer, blocks)).failsWithin(Await.PATIENCE);
        held.response().end("first");
        assertThat(holder).succeedsWithin(Await.PATIENCE).isEqualTo("first");

        CompletableFuture<String> next = peer.uni().subscribeAsCompletionStage();
        HttpServerRequest sent = OnePeer.REQUESTS.poll(60, TimeUnit.SECONDS);
        if (sent != null && sent.method() == HttpMethod.OPTIONS) { // how a place is given back over HTTP/2
            sent = OnePeer.REQUESTS.poll(60, TimeUnit.SECONDS);
        }
        assertThat(sent).as("the next request").isNotNull();
        sent.response().end("next");
        assertThat(next).succeedsWithin(Await.PATIENCE).isEqualTo("next");
        assertThat(OnePeer.REQUESTS).isEmpty();
    }

    private CompletableFuture<String> callWithin(Duration time, One peer, boolean blocks) {
        return VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext())
                .executeBlocking(() -> {
                    deadlines.carry(new Deadline(System.nanoTime() + time.toNanos(), System::nanoTime));
                    return blocks ? peer.plain() : peer.uni().await().indefinitely();
                })
                .toCompletionStage()
                .toCompletableFuture();
    }

    /** A server that has one place for requests over HTTP/2, and answers none itself. */
    public static class OnePeer implements QuarkusTestResourceLifecycleManager {

        static final BlockingQueue<HttpServerRequest> REQUESTS = new LinkedBlockingQueue<>();

        private final Vertx vertx = Vertx.vertx();

        @Override
        public Map<String, String> start() {
            int port = vertx.createHttpServer(
                            new HttpServerOptions().setInitialSettings(new Http2Settings().setMaxConcurrentStreams(1)))
                    .requestHandler(REQUESTS::add)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
            String url = "http://127.0.0.1:" + port;
            return Map.of(
                    "quarkus.rest-client.kit-one.url", url,
                    "quarkus.rest-client.kit-one.connection-pool-size", "1",
                    "quarkus.rest-client.kit-one.read-timeout", "600000",
                    "quarkus.rest-client.kit-late.url", url,
                    "quarkus.rest-client.kit-late.read-timeout", "300",
                    "quarkus.rest-client.kit-one-h2.url", url,
                    "quarkus.rest-client.kit-one-h2.connection-pool-size", "1",
                    "quarkus.rest-client.kit-one-h2.read-timeout", "600000",
                    "quarkus.rest-client.kit-one-h2.http2", "true");
        }

        @Override
        public void stop() {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
