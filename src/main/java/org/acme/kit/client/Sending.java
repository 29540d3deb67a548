package org.acme.kit.client;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.http.impl.HttpClientConnection;
import java.io.IOException;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jspecify.annotations.Nullable;

/** How far one request of an attempt has come: through the filters, to a connection, to an answer. Thread-safe. */
final class Sending {

    private final @Nullable RestClientRequestContext request;
    private volatile @Nullable HttpClientRequest http;
    private volatile boolean departed;
    private volatile boolean reused;

    /** Begins a request; null stands for the one that a client has not made yet. */
    Sending(@Nullable RestClientRequestContext request) {
        this.request = request;
    }

    /** Returns the request, null before it is made. */
    @Nullable
    RestClientRequestContext request() {
        return request;
    }

    /** Records that all request filters have passed. */
    void departed() {
        departed = true;
    }

    /** Tells whether all request filters have passed. If not, the instance has not seen the request. */
    boolean hasDeparted() {
        return departed;
    }

    /** Records the connection that the request got. */
    void connected(HttpClientRequest opened) {
        http = opened;
        reused = opened.connection() instanceof HttpClientConnection connection
                && connection.lastResponseReceivedTimestamp() > 0;
    }

    /** Tells whether the request has a connection. */
    boolean isConnected() {
        return http != null;
    }

    /** Tells whether the request has passed all filters and waits for a connection. */
    boolean waitsForConnection() {
        return request != null && departed && http == null;
    }

    /** Tells whether the connection had answered a request before. */
    boolean isReused() {
        return reused;
    }

    /** Returns the answer, null if none came. */
    @Nullable
    HttpClientResponse answer() {
        return request == null ? null : request.getVertxClientResponse();
    }

    /** Returns the status of the answer, 0 if none came. */
    int status() {
        HttpClientResponse came = answer();
        return came == null ? 0 : came.statusCode();
    }

    /** Tells whether this side failed: a request filter, or what reads or writes the body. */
    boolean isOwn(Throwable failure) {
        Throwable cause = PeerFault.unwrapped(failure);
        // Quarkus wraps what fails on the wire. What fails while the body is written it passes on as it is.
        boolean unwritten = request != null && status() == 0 && request.getThrowable() instanceof IOException;
        return !departed || unwritten || cause instanceof StreamResetException && cause.getCause() != null;
    }

    /** Returns why there must be no further request after this one failed, empty if there may be one. */
    String refusal(Throwable failure) {
        if (!departed) {
            return "the request was not sent";
        }
        return isOwn(failure) ? "the body of the request cannot be read or written" : "";
    }

    /** Aborts the request: its caller gets the reason, and a request that has a connection is reset. */
    void abort(Throwable reason) {
        if (request != null) {
            request.setUserCanceled();
            request.getResult().completeExceptionally(reason);
            HttpClientRequest sent = http;
            if (sent != null) {
                sent.reset();
            }
        }
    }
}
