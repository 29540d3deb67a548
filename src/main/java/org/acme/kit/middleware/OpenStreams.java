package org.acme.kit.middleware;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import org.acme.kit.error.Unavailable;
import org.jspecify.annotations.Nullable;

/** The open streams. They are ended when the service turns not ready, because a stop would wait for them. Thread-safe. */
@Singleton
class OpenStreams {

    /** The listener for streams that are opened. */
    interface Observer {
        void opened(EndingStream<?> stream);
    }

    // A transport subscribes at once, or never if its connection has broken before.
    private static final long SUBSCRIBED_WITHIN_MILLIS = 10_000;

    private final Set<EndingStream<?>> open = ConcurrentHashMap.newKeySet();
    private final Set<Throwable> logged = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final Logger transport =
            Logger.getLogger("org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler");
    private final Vertx vertx;
    private final long subscribedWithin;
    private volatile boolean stopping;

    @Inject
    OpenStreams(Vertx vertx) {
        this(vertx, SUBSCRIBED_WITHIN_MILLIS);
    }

    OpenStreams(Vertx vertx, long subscribedWithin) {
        this.vertx = vertx;
        this.subscribedWithin = subscribedWithin;
    }

    void opened(EndingStream<?> stream) {
        open.add(stream);
        if (stream.isOver()) { // during its subscription, before it was known here
            open.remove(stream);
            return;
        }
        if (stopping) {
            stop(stream);
            return;
        }
        vertx.setTimer(subscribedWithin, late -> {
            if (!stream.isSubscribed()) {
                stream.cancel();
            }
        });
    }

    /**
     * Removes a stream that has ended.
     *
     * @param failure the failure whose stack trace is in the endpoint's log line, null for none
     */
    void closed(EndingStream<?> stream, @Nullable Throwable failure) {
        open.remove(stream);
        if (failure != null) {
            logged.add(failure);
        }
    }

    // Before the observers of the service: one that throws ends the round.
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownDelayInitiatedEvent notReady) {
        stopping = true;
        open.forEach(this::stop);
    }

    private void stop(EndingStream<?> stream) {
        Unavailable reason = stopped();
        logged.add(reason);
        stream.end(reason);
    }

    /** Suppresses the log entry of Quarkus REST about a stream that the kit has ended, or whose failure the kit has logged. */
    void register(@Observes StartupEvent start) {
        transport.setFilter(entry -> entry.getThrown() == null || !logged.contains(entry.getThrown()));
    }

    private static Unavailable stopped() {
        return new Unavailable(
                "This instance is about to stop.", Duration.ofSeconds(1), "The service stops, and ends its streams");
    }
}
