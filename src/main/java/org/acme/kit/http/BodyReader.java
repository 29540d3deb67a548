package org.acme.kit.http;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import org.jspecify.annotations.Nullable;

/** The body of one request while it arrives. Confined to the event loop of its connection. */
final class BodyReader {

    /** The length of a body that does not tell it. */
    static final long UNKNOWN = -1;

    /**
     * What every body is held to.
     *
     * @param octets the largest body
     * @param millis the time that a body may take
     * @param received the room for all bodies
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
            routing.addEndHandler(answered -> close());
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
            decided = true;
            overloaded();
        } else if (body == null) {
            // All at once is the usual case.
            body = octets == length
                    ? piece
                    : Buffer.buffer((int) Math.max(length, octets)).appendBuffer(piece);
        } else {
            body.appendBuffer(piece);
        }
    }

    private void complete() {
        if (!decided) {
            decided = true;
            routing.vertx().cancelTimer(timer);
            RoutingContextInternal internal = (RoutingContextInternal) routing;
            internal.setBody(body == null ? Buffer.buffer() : body);
            internal.visitHandler(RoutingContextInternal.BODY_HANDLER);
            routing.next();
        }
    }

    /** A body that was never one is the caller's fault. When the connection is gone there is nobody to tell. */
    private void broken(Throwable failure) {
        if (failure instanceof DecoderException || failure instanceof IllegalArgumentException) {
            refuse(400);
        } else {
            decided = true;
            close();
        }
    }

    private void refuse(int status) {
        if (!decided) {
            decided = true;
            routing.fail(status);
        }
    }

    private void overloaded() {
        routing.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        routing.fail(503);
    }

    private void close() {
        routing.vertx().cancelTimer(timer);
        share.release();
        body = null;
    }
}
