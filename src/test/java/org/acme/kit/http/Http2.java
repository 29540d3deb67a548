package org.acme.kit.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toMap;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A client with a single connection over HTTP/2, begun with prior knowledge. */
final class Http2 implements AutoCloseable {

    /** What came back. */
    record Answer(int status, Map<String, String> headers, String body) {}

    private static final long PATIENCE = 60;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private final HttpClient client;

    Http2(int port) {
        client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setDefaultHost("localhost")
                        .setDefaultPort(port))
                .with(new PoolOptions().setHttp2MaxSize(1))
                .withConnectHandler(connection -> {
                    connections.incrementAndGet();
                    // What breaks here is seen by the request.
                    connection.exceptionHandler(broken -> {});
                })
                .build();
    }

    /** Returns how many connections there have been. */
    int connections() {
        return connections.get();
    }

    Answer get(String path) throws Exception {
        return await(client.request(HttpMethod.GET, path).compose(request -> answer(request.send())));
    }

    Answer post(String path, Map<String, String> headers, Buffer body) throws Exception {
        HttpClientRequest request = begin(path, headers);
        Future<Answer> answer = answer(request.response());
        // Fails where the server ends the stream early.
        request.end(body);
        return await(answer);
    }

    /** Begins a request and leaves its body to the test. */
    HttpClientRequest begin(String path, Map<String, String> headers) throws Exception {
        HttpClientRequest request = await(client.request(HttpMethod.POST, path));
        headers.forEach(request::putHeader);
        // The client wants to know; over HTTP/2 nothing else comes of it.
        request.setChunked(!headers.containsKey("content-length"));
        return request;
    }

    /** Ends a request that was begun; listens before, or the answer could be over by then. */
    static Answer ended(HttpClientRequest request, String rest) throws Exception {
        Future<Answer> answer = answer(request.response());
        request.end(rest);
        return await(answer);
    }

    /** Lets time pass on the clock of this client. */
    void pass(Duration time) throws Exception {
        await(Future.future(done -> vertx.setTimer(time.toMillis(), passed -> done.complete())));
    }

    static Future<Answer> answer(Future<HttpClientResponse> response) {
        return response.compose(head -> head.body()
                .map(body -> new Answer(
                        head.statusCode(),
                        head.headers().entries().stream()
                                .collect(toMap(
                                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one + ", " + other)),
                        body.toString())));
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE, SECONDS);
    }

    @Override
    public void close() throws Exception {
        await(vertx.close());
    }
}
