package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.acme.kit.client.GivenUpCallTest.OnePeer;
import org.acme.kit.discovery.Await;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A body that comes later than its head by more than the read time-out, 300 ms. */
@QuarkusTest
@WithTestResource(value = OnePeer.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class LateBodyTest {

    @ClientEndpoint
    @RegisterRestClient(configKey = "kit-late")
    interface Late {
        @GET
        @Path("/")
        String text();

        @GET
        @Path("/")
        Uni<Response> laterResponse();

        @GET
        @Path("/")
        InputStream stream();

        @GET
        @Path("/")
        Uni<InputStream> laterStream();

        @GET
        @Path("/")
        File file();

        @GET
        @Path("/")
        Response response();
    }

    @Inject
    @RestClient
    Late late;

    @Inject
    Vertx vertx;

    static Stream<Function<Late, String>> streams() {
        return Stream.of(
                late -> read(late.stream()),
                late -> read(late.laterStream().await().indefinitely()),
                late -> read(late.file()),
                late -> late.response().readEntity(String.class));
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String read(File file) {
        try {
            return Files.readString(file.toPath());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void mayTakeLongerIfItIsRead(Function<Late, String> call) throws InterruptedException {
        CompletableFuture<String> body = CompletableFuture.supplyAsync(() -> call.apply(late));

        HttpServerResponse answer = sendHead();
        vertx.setTimer(1_000, id -> answer.end("whole"));

        assertThat(body).succeedsWithin(Await.PATIENCE).isEqualTo("half, whole");
    }

    static Stream<Function<Late, Object>> wholes() {
        return Stream.of(Late::text, late -> late.laterResponse().await().indefinitely());
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void isATimeOutWhereItIsReadWhole(Function<Late, Object> call) throws InterruptedException {
        CompletableFuture<Object> body = CompletableFuture.supplyAsync(() -> call.apply(late));

        sendHead();

        assertThatThrownBy(() -> body.get(60, TimeUnit.SECONDS))
                .satisfies(failure -> assertThat(PeerFault.unwrapped(failure))
                        .isInstanceOf(TimeoutException.class)
                        .hasMessageContaining("see quarkus.rest-client.read-timeout"));
    }

    @Test
    void isNoneIfItComesInPartsInTime() throws InterruptedException {
        CompletableFuture<String> body = CompletableFuture.supplyAsync(late::text);

        sendHead().end("whole");

        assertThat(body).succeedsWithin(Await.PATIENCE).isEqualTo("half, whole");
    }

    private static HttpServerResponse sendHead() throws InterruptedException {
        HttpServerResponse answer = OnePeer.REQUESTS.poll(60, TimeUnit.SECONDS).response();
        answer.setChunked(true).putHeader("Content-Type", "text/plain").write("half, ");
        return answer;
    }
}
