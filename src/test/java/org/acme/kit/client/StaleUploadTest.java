package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelOption;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A large body on a connection that the peer has closed is sent again, whichever way it is written. */
@QuarkusTest
@WithTestResource(value = StaleUploadTest.OnePeer.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class StaleUploadTest {

    @ClientEndpoint
    @RegisterRestClient(configKey = "kit-stale")
    interface ToOne extends Uploads {}

    @Inject
    @RestClient
    ToOne uploads;

    @TempDir
    static java.nio.file.Path directory;

    static Stream<Function<Uploads, String>> methods() throws IOException {
        return Uploads.large(directory);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isSentAgainOnANewConnection(Function<Uploads, String> upload) {
        assertThat(uploads.bytes(new byte[1])).isEqualTo("whole");

        assertThat(upload.apply(uploads)).isEqualTo("whole");
    }

    /** A server that answers one request on each connection, and resets the connection at the next. */
    public static class OnePeer implements QuarkusTestResourceLifecycleManager {

        private final Set<HttpConnection> used = ConcurrentHashMap.newKeySet();
        private final Vertx vertx = Vertx.vertx();

        @Override
        public Map<String, String> start() {
            int port = vertx.createHttpServer()
                    .requestHandler(this::answer)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
            return Map.of(
                    "quarkus.rest-client.kit-stale.url", "http://127.0.0.1:" + port,
                    "quarkus.rest-client.kit-stale.connection-pool-size", "1",
                    "quarkus.rest-client.kit-stale.read-timeout", "600000");
        }

        private void answer(HttpServerRequest request) {
            HttpConnection connection = request.connection();
            if (used.add(connection)) {
                request.end().onSuccess(received -> request.response().end("whole"));
                request.resume();
            } else {
                ((ConnectionBase) connection).channel().config().setOption(ChannelOption.SO_LINGER, 0);
                connection.close();
            }
        }

        @Override
        public void stop() {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
