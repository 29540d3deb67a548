package org.acme.kit.http;

import io.smallrye.common.vertx.ContextLocals;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body has been read before, or that asks to leave HTTP.
 *
 * <ul>
 *   <li>Over HTTP/2 it may be paused after its end, as a request over HTTP/1.1 may. Quarkus REST pauses each request, and Vert.x
 *       4.5 rejects that.
 *   <li>It emits a body of type {@code multipart/form-data} once more. Where a method does not block, Quarkus REST parses such a
 *       body on a worker while the request is paused. It takes a body that is there at once for cut off.
 *   <li>It reports that its connection leaves HTTP/1.1, because Vert.x 4.5 calls no end handler then.
 * </ul>
 */
final class EndedRequest extends HttpServerRequestWrapper {

    private static final String KEY = EndedRequest.class.getName();
    private static final String PARTS = "multipart/form-data";

    private volatile boolean paused;
    private @Nullable Context context;
    private @Nullable Buffer body;
    private @Nullable Handler<Buffer> reader;
    private @Nullable Handler<Void> last;
    private @Nullable Runnable ended;
    private final WebSockets sockets;

    private EndedRequest(HttpServerRequest request, WebSockets sockets) {
        super((HttpServerRequestInternal) request);
        this.sockets = sockets;
    }

    /** Wraps requests in this type and routes them anew, because a routing context cannot change its request. */
    static void useFor(Router router, WebSockets sockets) {
        router.route().order(Integer.MIN_VALUE).handler(routing -> route(routing, router, sockets));
    }

    private static void route(RoutingContext routing, Router router, WebSockets sockets) {
        if (!isWrapped(routing.request()) || routing.get(KEY) != null) {
            routing.next();
            return;
        }
        @Nullable Object wrapped = ContextLocals.get(KEY).orElse(null);
        if (wrapped == null) {
            EndedRequest request = new EndedRequest(routing.request(), sockets);
            ContextLocals.put(KEY, request);
            router.handle(request);
        } else {
            ContextLocals.remove(KEY);
            routing.put(KEY, wrapped);
            routing.next();
        }
    }

    private static boolean isWrapped(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2 || hasParts(request) || mayLeave(request);
    }

    private static boolean mayLeave(HttpServerRequest request) {
        return request.method() == HttpMethod.GET && request.headers().contains(HttpHeaders.UPGRADE);
    }

    private static boolean hasParts(HttpServerRequest request) {
        @Nullable String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, PARTS, 0, PARTS.length());
    }

    /** Emits a body with parts once more, on the current context, when its next reader resumes. Returns false for other types. */
    static boolean replay(RoutingContext routing, Buffer body) {
        @Nullable EndedRequest request = routing.get(KEY);
        if (request == null || !hasParts(request)) {
            return false;
        }
        request.reader = null;
        request.last = null;
        request.body = body.length() == 0 ? null : body;
        request.context = Vertx.currentContext();
        return true;
    }

    /** Runs a task when the connection of a request leaves HTTP. Runs none if the request cannot ask for that. */
    static void onUpgrade(RoutingContext routing, Runnable task) {
        @Nullable EndedRequest request = routing.get(KEY);
        if (request != null) {
            @Nullable Runnable first = request.ended;
            request.ended = first == null
                    ? task
                    : () -> {
                        first.run();
                        task.run();
                    };
        }
    }

    @Override
    public Future<ServerWebSocket> toWebSocket() {
        return super.toWebSocket().onSuccess(socket -> left(() -> sockets.opened(socket, this)));
    }

    @Override
    public Future<NetSocket> toNetSocket() {
        return super.toNetSocket().onSuccess(socket -> left(() -> {}));
    }

    /** Ends this as a request, after the service has got its connection: Quarkus closes that if the service stops. */
    private void left(Runnable opened) {
        Vertx.currentContext().runOnContext(then -> {
            opened.run();
            if (ended != null) {
                ended.run();
            }
        });
    }

    private void emit() {
        if (!paused && body != null && reader != null) {
            Buffer whole = body;
            body = null;
            reader.handle(whole);
        }
        if (!paused && body == null && last != null) {
            Handler<Void> end = last;
            last = null;
            end.handle(null);
        }
    }

    @Override
    public HttpServerRequest pause() {
        paused = true;
        return delegate.isEnded() ? this : super.pause();
    }

    @Override
    public HttpServerRequest resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public HttpServerRequest fetch(long amount) {
        paused = false;
        if (context != null) {
            context.runOnContext(resumed -> emit());
        }
        return delegate.isEnded() ? this : super.fetch(amount);
    }

    @Override
    public HttpServerRequest handler(Handler<Buffer> handler) {
        reader = handler;
        return delegate.isEnded() ? this : super.handler(handler);
    }

    @Override
    public HttpServerRequest endHandler(Handler<Void> handler) {
        last = handler;
        return delegate.isEnded() ? this : super.endHandler(handler);
    }

    @Override
    public boolean isEnded() {
        return delegate.isEnded() && !paused;
    }
}
