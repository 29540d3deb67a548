package org.acme.kit.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests of the public port, each counted from its head to its end, even if no resource receives it. A WebSocket is a
 * request until it opens. Thread-safe.
 *
 * <p>The count is a metric, and it tells the stop what still runs after the drain: callers that do not know it yet send further
 * requests. Quarkus has closed the port by then and closes the connections. A request that is still read from one is answered
 * with 503, or its connection is closed; those in flight have a second more. Quarkus 3.33 would let such requests in until its
 * beans are destroyed, and answer the last of them with 500.
 */
@ApplicationScoped
class Requests {

    // Before this, Quarkus has waited for the requests in flight, for at most quarkus.shutdown.timeout.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final int CANCELLED = 0;

    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<Integer, Counter> ended = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final MeterRegistry meters;
    private final WebSockets sockets;
    private volatile boolean refusing;

    Requests(MeterRegistry meters, WebSockets sockets) {
        this.meters = meters;
        this.sockets = sockets;
        // An alert needs the zero to compare with.
        List.of(200, 500, 503, CANCELLED).forEach(status -> ended.put(status, counter(status)));
        Gauge.builder("http.requests.in.flight", inFlight, AtomicInteger::get)
                .description("Requests to the public port that are in flight")
                .register(meters);
    }

    // Before all others: what they add to a request would be lost when EndedRequest routes it anew.
    void register(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Router router) {
        EndedRequest.useFor(router, sockets);
        router.route().order(Integer.MIN_VALUE).handler(this::arrived);
    }

    private void arrived(RoutingContext routing) {
        if (!RequestId.isKnown(routing)) { // else routed anew, and counted before
            inFlight.incrementAndGet();
            RequestEnd.report(routing, () -> left(routing.response()));
        }
        // Read after the count, so that the stop waits for each request that is let in.
        if (refusing && !RequestId.isKnown(routing)) {
            routing.response()
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                    .putHeader(HttpHeaders.RETRY_AFTER, "1");
            routing.fail(503);
        } else {
            routing.next();
        }
    }

    private void left(HttpServerResponse response) {
        int status = response.ended() ? response.getStatusCode() : CANCELLED;
        try {
            ended.computeIfAbsent(status, this::counter).increment();
        } finally {
            if (inFlight.decrementAndGet() == 0 && refusing) {
                done.complete(null);
            }
        }
    }

    private Counter counter(int status) {
        return Counter.builder("http.requests")
                .description("Requests to the public port, by the status of their answer")
                .tag("status", status == CANCELLED ? "cancelled" : Integer.toString(status))
                .register(meters);
    }

    /** Refuses the requests that come from now on. The result completes when no request runs any more. */
    CompletableFuture<Void> refuse() {
        refusing = true;
        if (inFlight.get() == 0) {
            done.complete(null);
        }
        return done;
    }

    // Before all others that observe the stop, while all beans exist. In dev and test mode the servers outlive this
    // class.
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent stopping) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            refuse().completeOnTimeout(null, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }
}
