package org.acme.kit.http;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests that come after the drain, while the program ends, from callers that do not know it yet. Quarkus has closed the
 * port by then and closes the connections. A request that is still read from one is answered with 503, or its connection is
 * closed; those in flight have a second more. Thread-safe.
 *
 * <p>Without it, Quarkus 3.33 lets such requests in until its beans are destroyed, and answers the last of them with 500.
 */
@ApplicationScoped
class LastRequests {

    // Before this, Quarkus has waited for the requests in flight, for at most quarkus.shutdown.timeout.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final AtomicInteger running = new AtomicInteger();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile boolean refusing;

    // Behind Connections, which routes requests over HTTP/2 anew: so each is counted once.
    void register(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::arrived);
    }

    private void arrived(RoutingContext routing) {
        running.incrementAndGet();
        routing.addEndHandler(answered -> left());
        // Read after the count, so that the stop waits for each request that is let in.
        if (refusing) {
            routing.response()
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                    .putHeader(HttpHeaders.RETRY_AFTER, "1");
            routing.fail(503);
        } else {
            routing.next();
        }
    }

    private void left() {
        if (running.decrementAndGet() == 0 && refusing) {
            done.complete(null);
        }
    }

    /** Refuses the requests that come from now on. The result completes when no request runs any more. */
    CompletableFuture<Void> refuse() {
        refusing = true;
        if (running.get() == 0) {
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
