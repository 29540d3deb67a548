package org.acme.stringsvc;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.kit.dev.EmbeddedDns;
import org.acme.kit.dns.SocketAddresses;

/** Starts three peers that can be made sick one by one, and a DNS server that names them. */
public class SickPeers implements QuarkusTestResourceLifecycleManager {

    /** What a peer does with a request. */
    enum Symptom {
        NONE,
        CLOSES_THE_CONNECTION,
        HANGS,
        ANSWERS_503,
        PUSHES_BACK
    }

    private static final AtomicInteger REQUESTS = new AtomicInteger();
    private static final AtomicReference<String> TIME_LEFT = new AtomicReference<>("");

    private static final List<Symptom> SYMPTOMS =
            new CopyOnWriteArrayList<>(List.of(Symptom.NONE, Symptom.NONE, Symptom.NONE));
    private static final String ZONE = """
            $ORIGIN test.
            $TTL 5
            @   SOA ns hostmaster 1 60 30 3600 2
            @   NS  ns
            ns  A   127.0.0.1
            """;

    private static final Queue<String> TRACE_PARENTS = new ConcurrentLinkedQueue<>();

    private final Vertx vertx = Vertx.vertx();
    private EmbeddedDns dns;

    /** Gives one peer a symptom and heals the others. */
    static void onlyOneHas(Symptom symptom, int peer) {
        for (int index = 0; index < SYMPTOMS.size(); index++) {
            SYMPTOMS.set(index, index == peer ? symptom : Symptom.NONE);
        }
    }

    /** Returns how many requests came to the peers. */
    static int requests() {
        return REQUESTS.get();
    }

    /** Returns the milliseconds that the last request to a peer had left. */
    static int millisLeft() {
        return Integer.parseInt(TIME_LEFT.get());
    }

    static void allHave(Symptom symptom) {
        SYMPTOMS.replaceAll(before -> symptom);
    }

    /** Returns the {@code traceparent} of each request that came to a peer since this was asked last, in order. */
    static List<String> traceParents() {
        List<String> seen = new ArrayList<>();
        for (String next = TRACE_PARENTS.poll(); next != null; next = TRACE_PARENTS.poll()) {
            seen.add(next);
        }
        return seen;
    }

    @Override
    public Map<String, String> start() {
        StringBuilder zone = new StringBuilder(ZONE);
        for (int index = 0; index < SYMPTOMS.size(); index++) {
            int peer = index;
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(request -> answer(request, SYMPTOMS.get(peer)))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            zone.append("_http._tcp.stringsvc SRV 10 10 %d ns%n".formatted(server.actualPort()));
        }
        dns = new EmbeddedDns(vertx, "test.", zone.toString());
        return Map.of(
                "stringsvc.proxy",
                "true",
                "quarkus.stork.peers.service-discovery.servers",
                SocketAddresses.format(dns.address()));
    }

    private static void answer(HttpServerRequest request, Symptom symptom) {
        TRACE_PARENTS.add(String.valueOf(request.getHeader("traceparent")));
        REQUESTS.incrementAndGet();
        TIME_LEFT.set(request.getHeader("x-envoy-expected-rq-timeout-ms"));
        switch (symptom) {
            case NONE ->
                request.response()
                        .putHeader("Content-Type", "application/json")
                        .end("{\"v\":\"" + request.localAddress().port() + "\"}");
            case CLOSES_THE_CONNECTION -> request.connection().close();
            case ANSWERS_503 -> request.response().setStatusCode(503).end();
            case PUSHES_BACK ->
                request.response()
                        .setStatusCode(503)
                        .putHeader("Retry-After", "1")
                        .end();
            case HANGS -> {
                // Nothing ever comes.
            }
        }
    }

    @Override
    public void stop() {
        dns.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
