package org.acme.kit.middleware;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.acme.kit.error.Unavailable;

/** The streams that are open. They end when the service turns not ready, or a stop would wait for them. Thread-safe. */
@Singleton
class OpenStreams {

    /** Hears of the streams that are opened. */
    interface Observer {
        void opened(EndingStream<?> stream);
    }

    // A transport subscribes at once. Where its connection breaks before, it never does.
    private static final long PATIENCE_MILLIS = 10_000;

    private final Set<EndingStream<?>> open = ConcurrentHashMap.newKeySet();
    private final Vertx vertx;
    private final long patience;
    private volatile boolean stopping;

    @Inject
    OpenStreams(Vertx vertx) {
        this(vertx, PATIENCE_MILLIS);
    }

    OpenStreams(Vertx vertx, long patience) {
        this.vertx = vertx;
        this.patience = patience;
    }

    void opened(EndingStream<?> stream) {
        open.add(stream);
        if (stopping) {
            stream.end(stopped());
            return;
        }
        vertx.setTimer(patience, late -> {
            if (!stream.isTaken()) {
                stream.cancel();
            }
        });
    }

    void closed(EndingStream<?> stream) {
        open.remove(stream);
    }

    void stop(@Observes ShutdownDelayInitiatedEvent notReady) {
        stopping = true;
        open.forEach(stream -> stream.end(stopped()));
    }

    private static Unavailable stopped() {
        return new Unavailable(
                "This instance is about to stop.", Duration.ofSeconds(1), "The service stops, and ends its streams");
    }
}
