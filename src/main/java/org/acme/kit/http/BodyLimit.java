package org.acme.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a body that is larger than {@code quarkus.http.limits.max-body-size} with 413: Quarkus would, but without saying so in
 * a problem document.
 *
 * <p>A body of unknown length is read here, on the event loop, until it ends or is too large. Uploads of files
 * ({@code multipart/}) are left to Quarkus.
 */
@ApplicationScoped
class BodyLimit {

    // After authentication, before Quarkus' own check at -2.
    private static final int ORDER = -3;

    private final long octets;
    private final BodyHandler unknownLength;

    BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit,
            @ConfigProperty(name = "quarkus.rest.input-buffer-size") MemorySize buffer) {
        octets = limit.asLongValue();
        if (octets > buffer.asLongValue()) {
            // Quarkus goes on reading elsewhere what does not fit, though here it was read already.
            throw new IllegalArgumentException("quarkus.http.limits.max-body-size must be at most what"
                    + " quarkus.rest.input-buffer-size was when the program was built, " + buffer.asLongValue()
                    + " bytes, was " + octets + "; set it in application.properties and build again");
        }
        unknownLength = BodyHandler.create(false).setBodyLimit(octets);
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > octets) {
            routing.fail(413);
        } else if (length == null && isChunked(request)) {
            request.resume();
            unknownLength.handle(routing);
            // A body that breaks off or never was one is the caller's fault; the handler takes it for ours.
            request.exceptionHandler(broken -> routing.fail(400));
        } else {
            routing.next();
        }
    }

    private static boolean isChunked(HttpServerRequest request) {
        @Nullable String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING, HttpHeaders.CHUNKED, true)
                && (type == null || !type.regionMatches(true, 0, "multipart/", 0, "multipart/".length()));
    }
}
