package org.acme.kit.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the rest of an exchange that does not complete. If a request is answered before all of it has arrived, the rest is
 * read and dropped for a second: if it were cut off at once, a caller that still sends would lose the answer, too.
 */
public final class UnreadBody {

    private static final long LINGER = 1_000;
    private static final long NO_ERROR = 0;
    private static final long INTERNAL_ERROR = 2;

    private UnreadBody() {}

    /**
     * Gives up the rest of a request, if there is any. Call it before the answer is written. HTTP/2 ends the stream (RFC 9113,
     * section 8.1). HTTP/1.1 ends the connection: always after a 408, else unless the body has at most 16 KiB by its
     * {@code Content-Length} and its rest arrives within that second.
     *
     * @param status the status of the answer
     */
    public static void giveUp(RoutingContext routing, int status) {
        HttpServerRequest request = routing.request();
        if (request.isEnded() || !BodyLimit.isExpected(request)) {
            return;
        }
        request.resume();
        if (request.isEnded()) {
            // It was only paused.
            return;
        }
        boolean stream = request.version() == HttpVersion.HTTP_2;
        boolean close = !stream && (status == 408 || !isSmall(request));
        if (close) {
            routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        routing.vertx().setTimer(LINGER, late -> {
            if (stream && !request.isEnded()) {
                routing.response().reset(NO_ERROR);
            } else if (close || !stream && !request.isEnded()) {
                request.connection().close();
            }
        });
    }

    /** Breaks off an answer that has begun and cannot be completed: over HTTP/2 its stream, else its connection. */
    public static void breakOff(RoutingContext routing) {
        if (routing.request().version() == HttpVersion.HTTP_2) {
            routing.response().reset(INTERNAL_ERROR);
        } else {
            routing.request().connection().close();
        }
    }

    private static boolean isSmall(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) <= ReceivedBytes.SMALL;
    }
}
