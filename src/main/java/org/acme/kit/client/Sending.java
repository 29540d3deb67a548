package org.acme.kit.client;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;
import org.acme.kit.deadline.DeadlineHeader;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jspecify.annotations.Nullable;

/** How far one request of an attempt has come: through the filters, to a connection, to an answer. Thread-safe. */
final class Sending {

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    private final @Nullable RestClientRequestContext request;
    private volatile @Nullable HttpClientRequest http;
    private volatile @Nullable HttpClientResponse redirect;
    private volatile boolean departed;
    private volatile boolean reused;
    private volatile boolean discarded;
    private volatile boolean aborted;

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

    /** Records the connection that the request got. Gives it back if the request was aborted; discards it if it should be new. */
    void connected(HttpClientRequest opened, boolean onlyNew) {
        reused = PeerConnections.hasAnswered(opened);
        http = opened;
        if (aborted) {
            PeerConnections.giveBack(opened);
            // A connection of HTTP/2 is shared; the pool has one, which is new where another was lost.
        } else if (onlyNew && reused && opened.version() != HttpVersion.HTTP_2) {
            discarded = true;
            opened.connection().close();
        }
    }

    /** Records an answer that redirects the request. */
    void redirected(HttpClientResponse answer) {
        redirect = answer;
    }

    /** Records the connection to which the request was redirected. Gives it back and returns false if the request was aborted. */
    boolean goesOn(HttpClientRequest further) {
        http = further;
        if (aborted) {
            PeerConnections.giveBack(further);
        }
        return !aborted;
    }

    /** Bounds the time for the body of the answer, where Quarkus reads that whole: no stream, no file, no plain response. */
    void boundBody(HttpClientRequest opened, long millis) {
        if (request != null && !DeadlineHeader.isStream(request)) {
            PeerConnections.boundBody(opened, millis, request.getResult());
        }
    }

    /** Tells whether the request was given up in place of its connection, before anything was sent. */
    boolean isDiscarded() {
        return discarded;
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

    /** Tells whether another request was lost with the same connection before; the loss of one connection counts once. */
    boolean isLostWithOthers() {
        return PeerConnections.isLostBefore(http, this);
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
        Throwable broken = PeerFault.ofTheWire(failure); // another one if the request was reset for it
        // Quarkus wraps what fails on the wire. What fails while the body is written it passes on as it is.
        boolean unwritten = request != null && status() == 0 && request.getThrowable() instanceof IOException;
        // The failure of a stream may look like that of the connection.
        return !departed
                || unwritten
                || broken != cause && !(SentBody.canBeSentTwice(request) && PeerFault.isOfTheConnection(broken));
    }

    /** Returns why there must be no further request after this one failed, empty if there may be one. */
    String refusal(Throwable failure) {
        if (!departed) {
            return "the request was not sent";
        }
        if (isOwn(failure)) {
            return "the body of the request cannot be read or written";
        }
        return isConnected() && !SentBody.canBeSentTwice(request) ? "the body of the request cannot be sent twice" : "";
    }

    /** Tells whether the request may be repeated: its body, and its HTTP method (RFC 9110, section 9.2.2) or {@code @Retry}. */
    boolean isRepeatable() {
        return request != null
                && SentBody.canBeSentTwice(request)
                && (IDEMPOTENT.contains(request.getHttpMethod()) || hasAnnotation(Retry.class));
    }

    private boolean hasAnnotation(Class<? extends Annotation> type) {
        Method method = request == null ? null : request.getInvokedMethod();
        return method != null
                && (method.isAnnotationPresent(type)
                        || method.getDeclaringClass().isAnnotationPresent(type));
    }

    /**
     * Aborts the request, with a reason for its caller. Quarkus is not told that the caller cancelled: it would keep a connection
     * that comes later, and neither use it nor give it back.
     */
    void abort(Throwable reason) {
        if (request != null) {
            aborted = true;
            request.getResult().completeExceptionally(reason);
            HttpClientRequest sent = http;
            HttpClientResponse came = answer() == null ? redirect : answer();
            // After the whole answer the connection is in the pool again, and perhaps in use.
            boolean over = came != null && came.request() == sent && came.end().isComplete();
            if (sent != null && !over) {
                sent.reset();
            }
        }
    }

    /** Aborts the request: its caller's thread was interrupted. Tells whether a {@code @Timeout} may have done that. */
    boolean interrupted(Throwable failure) {
        abort(failure);
        return hasAnnotation(Timeout.class);
    }
}
