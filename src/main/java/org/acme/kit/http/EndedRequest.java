package org.acme.kit.http;

import io.smallrye.common.vertx.ContextLocals;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * A request over HTTP/2 that may be paused after its end, as a request over HTTP/1.1 may. Quarkus REST pauses each request, and
 * Vert.x 4.5 rejects that if the body has been read before.
 */
final class EndedRequest extends HttpServerRequestWrapper {

    private boolean paused;

    private EndedRequest(HttpServerRequest request) {
        super((HttpServerRequestInternal) request);
    }

    /** Wraps requests over HTTP/2 in this type and routes them anew, because a routing context cannot change its request. */
    static void useFor(Router router) {
        router.route().order(Integer.MIN_VALUE).handler(routing -> route(routing, router));
    }

    private static void route(RoutingContext routing, Router router) {
        String key = EndedRequest.class.getName();
        if (routing.request().version() == HttpVersion.HTTP_2
                && ContextLocals.get(key).isEmpty()) {
            ContextLocals.put(key, true);
            router.handle(new EndedRequest(routing.request()));
        } else {
            routing.next();
        }
    }

    @Override
    public HttpServerRequest pause() {
        paused = true;
        return delegate.isEnded() ? this : super.pause();
    }

    @Override
    public HttpServerRequest resume() {
        paused = false;
        return delegate.isEnded() ? this : super.resume();
    }

    @Override
    public HttpServerRequest fetch(long amount) {
        paused = false;
        return delegate.isEnded() ? this : super.fetch(amount);
    }

    @Override
    public HttpServerRequest handler(Handler<Buffer> handler) {
        return delegate.isEnded() ? this : super.handler(handler);
    }

    @Override
    public HttpServerRequest endHandler(Handler<Void> handler) {
        return delegate.isEnded() ? this : super.endHandler(handler);
    }

    @Override
    public boolean isEnded() {
        return delegate.isEnded() && !paused;
    }
}
