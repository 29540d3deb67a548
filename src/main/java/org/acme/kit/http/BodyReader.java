package org.acme.kit.http;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import org.jspecify.annotations.Nullable;

/** The reader of one request body while it arrives. Confined to the event loop of its connection. */
final class BodyReader {

    /** The length of a body without {@code Content-Length}. */
    static final long UNKNOWN = -1;

    /**
     * The bounds of every body.
     *
     * @param octets the size of the largest body, in bytes
     * @param millis the time in which a body must arrive, in milliseconds
     * @param received the room that all bodies share
     */
    record Bounds(long octets, long millis, ReceivedBytes received) {}

    private final RoutingContext routing;
    private final HttpServerRequest request;
    private final Bounds limits;
    private final ReceivedBytes.Share share;
    private @Nullable Buffer body;
    private boolean decided;
    private long timer;

    BodyReader(RoutingContext routing, Bounds limits) {
        this.routing = routing;
        this.request = routing.request();
        this.limits = limits;
        this.share = limits.received().share();
    }

    void read(long length) {
        if (length > limits.octets()) {
            routing.fail(413);
        } else if (!share.growTo(length)) {
            overloaded();
        } else {
            timer = routing.vertx().setTimer(limits.millis(), late -> refuse(408));
            if (length > ReceivedBytes.SMALL || length == UNKNOWN) { // else there is nothing to give back
                RequestEnd.report(routing, this::close);
                if (request.response().closed()) { // before it was here: no further end is reported
                    close();
                    return;
                }
            }
            request.exceptionHandler(this::broken);
            request.handler(piece -> append(piece, length));
            request.endHandler(end -> complete());
            proceed();
            request.resume();
        }
    }

    /** Answers {@code Expect: 100-continue}, once: later handlers see no such header. */
    private void proceed() {
        if (HttpHeaders.CONTINUE.toString().equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.headers().remove(HttpHeaders.EXPECT);
            request.response().writeContinue();
        }
    }

    private void append(Buffer piece, long length) {
        if (decided) {
            return;
        }
        long octets = piece.length() + (body == null ? 0L : body.length());
        if (octets > limits.octets()) {
            refuse(413);
        } else if (!share.growTo(octets)) {
            decide();
            overloaded();
        } else if (body == null) {
            // Usually the whole body arrives at once, and need not be copied.
            body = octets == length
                    ? piece
                    : Buffer.buffer((int) Math.max(length, octets)).appendBuffer(piece);
        } else {
            body.appendBuffer(piece);
        }
    }

    private void complete() {
        if (decide()) {
            RoutingContextInternal internal = (RoutingContextInternal) routing;
            Buffer whole = body == null ? Buffer.buffer() : body;
            if (!EndedRequest.replay(routing, whole)) {
                internal.setBody(whole);
            }
            internal.visitHandler(RoutingContextInternal.BODY_HANDLER);
            Cohort.proceed(routing);
        }
    }

    /** Answers a malformed body with 400, unless its request has ended with it, as over HTTP/1.1: Vert.x closes that connection. */
    private void broken(Throwable failure) {
        if (failure instanceof DecoderException || failure instanceof IllegalArgumentException) {
            refuse(400);
        } else {
            decide();
            close();
        }
    }

    private void refuse(int status) {
        if (decide()) {
            routing.fail(status);
        }
    }

    /** Ends the reading and its time; false if it has ended before. */
    private boolean decide() {
        boolean first = !decided;
        decided = true;
        routing.vertx().cancelTimer(timer);
        return first;
    }

    private void overloaded() {
        routing.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        routing.fail(503);
    }

    private void close() {
        decide();
        share.release();
        body = null;
    }
}
