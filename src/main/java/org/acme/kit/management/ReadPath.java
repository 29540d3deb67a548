package org.acme.kit.management;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Internal: a path that can be read but not changed. */
public final class ReadPath {

    private ReadPath() {}

    /** Answers GET and HEAD; any other method is 405 with {@code Allow} (RFC 9110, section 15.5.6). */
    public static void answer(Router router, String path, Handler<RoutingContext> handler) {
        router.get(path).method(HttpMethod.HEAD).handler(handler);
        router.route(path).handler(request -> {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            request.fail(405);
        });
    }
}
