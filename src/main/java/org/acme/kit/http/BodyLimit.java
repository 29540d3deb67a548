package org.acme.kit.http;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The gate for request bodies. Each is read whole, on the event loop, after authentication and before any resource receives the
 * request.
 *
 * <ul>
 *   <li>A body above {@code quarkus.http.limits.max-body-size} is answered with 413.
 *   <li>A body that has not arrived within {@code kit.receiving.time} is answered with 408.
 *   <li>A body for which {@link ReceivedBytes} has no room is answered with 503.
 * </ul>
 *
 * <p>The rules are the same in every framing of HTTP/1.1 and HTTP/2. Calls of gRPC are exempt: they are streams.
 */
@ApplicationScoped
class BodyLimit {

    // After authentication, before Quarkus' own check at -2.
    private static final int ORDER = -3;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final BodyReader.Bounds limits;

    BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit,
            @ConfigProperty(name = "quarkus.rest.input-buffer-size") MemorySize buffer,
            @ConfigProperty(name = "kit.receiving.time") Duration time,
            ReceivedBytes received) {
        if (limit.asLongValue() > buffer.asLongValue()) {
            // Quarkus would read elsewhere what exceeds its buffer, though it has been read here already.
            throw new ConfigurationException("quarkus.http.limits.max-body-size must be at most what"
                    + " quarkus.rest.input-buffer-size was when the program was built, " + buffer.asLongValue()
                    + " bytes, was " + limit.asLongValue() + "; set it in application.properties and build again");
        }
        if (time.toMillis() < 1 || time.compareTo(LONGEST) > 0) {
            throw new ConfigurationException("kit.receiving.time, or kit.deadline.default where it is not set, is "
                    + time + "; allowed: 1ms to 1d");
        }
        limits = new BodyReader.Bounds(limit.asLongValue(), time.toMillis(), received);
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (isGrpc(request) || isRead(routing)) {
            routing.next();
        } else if (isExpected(request)) {
            @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            new BodyReader(routing, limits).read(length == null ? BodyReader.UNKNOWN : Long.parseLong(length));
        } else {
            Cohort.proceed(routing);
        }
    }

    /** Tells whether a body handler has read the body before: one of an extension, or this one of a request that is routed anew. */
    private static boolean isRead(RoutingContext routing) {
        return ((RoutingContextInternal) routing).seenHandler(RoutingContextInternal.BODY_HANDLER);
    }

    /** Tells whether a request may have a body. Over HTTP/2 only the end of the request shows that there is none. */
    static boolean isExpected(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        return request.version() == HttpVersion.HTTP_2 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static boolean isGrpc(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            return false;
        }
        @Nullable String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith("application/grpc");
    }
}
