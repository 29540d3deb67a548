package org.acme.kit.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Internal: what the routes of the management interface have in common. */
public final class ManagementRoute {

    private ManagementRoute() {}

    /** Answers GET and HEAD of a path; any other method is 405 with {@code Allow} (RFC 9110, section 15.5.6). */
    public static void read(Router router, String path, Handler<RoutingContext> handler) {
        router.get(path).method(HttpMethod.HEAD).handler(handler);
        router.route(path).handler(request -> {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            request.fail(405);
        });
    }

    /** Answers a request with a document as JSON. A document that cannot be written fails the request. */
    public static void send(RoutingContext request, ObjectMapper json, Object document) {
        try {
            request.response().putHeader("Content-Type", "application/json").end(json.writeValueAsString(document));
        } catch (JsonProcessingException unwritable) {
            request.fail(unwritable);
        }
    }
}
