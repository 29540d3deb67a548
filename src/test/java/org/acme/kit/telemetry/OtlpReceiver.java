package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Receives traces as a collector does, by OTLP over HTTP, and has the program under test send its traces here. */
public class OtlpReceiver implements QuarkusTestResourceLifecycleManager {

    private static final BlockingQueue<Span> ARRIVING = new LinkedBlockingQueue<>();
    private static final List<Span> ARRIVED = new CopyOnWriteArrayList<>();

    private final Vertx vertx = Vertx.vertx();

    /** Returns the spans of a trace in the order in which they ended, as soon as there are so many. */
    public static List<Span> spans(Trace trace, int count) {
        List<Span> found = new ArrayList<>();
        while (found.size() < count) {
            Span next = next();
            assertThat(next).as("the next span, 60 s after %s", found).isNotNull();
            ARRIVED.add(next);
            if (trace.has(next)) {
                found.add(next);
            }
        }
        return found;
    }

    /** Tells whether a span of a trace has come before those that were asked for. */
    public static boolean hasSeen(Trace trace) {
        return ARRIVED.stream().anyMatch(trace::has);
    }

    private static Span next() {
        try {
            return ARRIVING.poll(60, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public Map<String, String> start() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(OtlpReceiver::receive)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return Map.of(
                "quarkus.otel.exporter.otlp.endpoint",
                "http://127.0.0.1:" + server.actualPort(),
                "quarkus.otel.bsp.schedule.delay",
                "50ms");
    }

    private static void receive(HttpServerRequest request) {
        boolean known = request.path().equals("/v1/traces")
                && "application/x-protobuf".equals(request.getHeader("Content-Type"));
        request.body().onSuccess(body -> {
            if (known) {
                take(body);
            }
            request.response().setStatusCode(known ? 200 : 415).end();
        });
    }

    private static void take(Buffer body) {
        try {
            for (ResourceSpans resource :
                    ExportTraceServiceRequest.parseFrom(body.getBytes()).getResourceSpansList()) {
                for (ScopeSpans scope : resource.getScopeSpansList()) {
                    ARRIVING.addAll(scope.getSpansList());
                }
            }
        } catch (InvalidProtocolBufferException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
