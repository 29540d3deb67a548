package org.acme.stringsvc;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.kit.dev.DevNetwork;
import org.acme.kit.dev.DevPeer;
import org.acme.kit.dev.Symptom;

/** Starts three peers that can be made sick one by one and say which they are, and a DNS server that has them. */
public class SickPeers implements QuarkusTestResourceLifecycleManager {

    private static final String NAME = "_http._tcp.stringsvc.test";
    private static final AtomicInteger REQUESTS = new AtomicInteger();
    private static final AtomicReference<String> TIME_LEFT = new AtomicReference<>("");
    private static final Queue<String> TRACE_PARENTS = new ConcurrentLinkedQueue<>();

    private static final AtomicReference<DevNetwork> NETWORK = new AtomicReference<>();

    private final Vertx vertx = Vertx.vertx();

    /** Gives one peer a symptom and heals the others. */
    static void onlyOneHas(Symptom symptom, int peer) {
        allHave(Symptom.NONE);
        NETWORK.get().has(NAME, peer, symptom);
    }

    static void allHave(Symptom symptom) {
        NETWORK.get().allHave(NAME, symptom);
    }

    /** Returns how many requests came to the peers. */
    static int requests() {
        return REQUESTS.get();
    }

    /** Returns the milliseconds that the last request to a peer had left. */
    static int millisLeft() {
        return Integer.parseInt(TIME_LEFT.get());
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
        NETWORK.set(new DevNetwork(vertx, List.of(new Peer())));
        return Map.of(
                "stringsvc.proxy",
                "true",
                "quarkus.stork.peers.service-discovery.servers",
                NETWORK.get().servers());
    }

    @Override
    public void stop() {
        NETWORK.get().close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static final class Peer implements DevPeer {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public void asked(HttpServerRequest request) {
            TRACE_PARENTS.add(String.valueOf(request.getHeader("traceparent")));
            REQUESTS.incrementAndGet();
            TIME_LEFT.set(request.getHeader("x-envoy-expected-rq-timeout-ms"));
        }

        @Override
        public void answer(HttpServerRequest request) {
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end("{\"v\":\"" + request.localAddress().port() + "\"}");
        }
    }
}
