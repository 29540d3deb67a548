package org.acme.kit.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.faulttolerance.api.RateLimitException;
import io.smallrye.mutiny.CompositeException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.resteasy.reactive.ClientWebApplicationException;
import org.jspecify.annotations.Nullable;

/** Makes every kind of failure by a name. Each message is a secret. */
final class Failing {

    /** Cannot be written: reading it fails. */
    record Unwritable(String s) {
        public String getFault() {
            throw new IllegalStateException(SECRET);
        }
    }

    static final String SECRET = "database password at 10.9.8.7";

    private Failing() {}

    /** What a database says of a version that is no longer the newest. */
    private static final class KitStale extends RuntimeException {}

    @Singleton
    static final class KitTranslation implements FailureTranslation {
        @Override
        public @Nullable Failure translate(Throwable thrown) {
            return thrown instanceof KitStale
                    ? new BusinessFailure("kit-stale", "Stale", 409, "Read it again, then change it.")
                    : null;
        }
    }

    /** Cannot be printed: its own methods fail. */
    private static final class Unprintable extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException(SECRET);
        }
    }

    private static Throwable unreadable(String json) {
        try {
            return new AssertionError(new ObjectMapper().readValue(json, Order.class));
        } catch (JsonProcessingException unreadable) {
            return unreadable;
        }
    }

    static Throwable with(String name) {
        return switch (name) {
            case "business" -> new BusinessFailure("taken", "Taken", 409, "Choose another name.");
            case "unavailable" -> new Unavailable("Not now.", Duration.ofMillis(6_500), SECRET);
            case "unprintable" -> new Unprintable();
            case "bug" -> new IllegalStateException(SECRET);
            case "checked" -> new Exception(SECRET);
            case "file" -> new IOException(SECRET);
            case "stack" -> new StackOverflowError(SECRET);
            case "class" -> new NoClassDefFoundError(SECRET);
            case "not-found" -> new NotFoundException(SECRET);
            case "http-500" -> new WebApplicationException(SECRET);
            case "http-503" -> new ServiceUnavailableException(SECRET, 9L);
            case "moved" ->
                new WebApplicationException(
                        Response.seeOther(URI.create("/kit-test/probe/text")).build());
            case "stale" -> new CompletionException(new KitStale());
            case "constraint" -> new ConstraintViolationException(SECRET, Set.of());
            case "file-json" -> unreadable("[");
            case "file-other-json" -> unreadable("[]");
            case "key-server" -> new AuthenticationFailedException(new Exception(with("unavailable")));
            case "peer" -> new ClientWebApplicationException(SECRET, 409);
            case "peer-unreachable" -> new ProcessingException(new ConnectException(SECRET));
            case "peer-nonsense" -> new ProcessingException(SECRET);
            case "peer-refused" -> new ProcessingException(with("business"));
            case "wrapped" -> new CompletionException(with("business"));
            case "wrapped-by-pool" -> new ExecutionException(with("business"));
            case "wrapped-by-proxy" -> new UndeclaredThrowableException(with("business"));
            case "wrapped-with-others" -> new CompositeException(with("business"), with("bug"));
            case "wrapped-unauthorized" -> new CompletionException(with("unauthorized"));
            case "wrapped-nothing" -> new CompletionException(SECRET, null);
            case "timeout" -> new TimeoutException(SECRET);
            case "ft-timeout" -> new org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException(SECRET);
            case "mutiny-timeout" -> new io.smallrye.mutiny.TimeoutException();
            case "bulkhead" -> new BulkheadException(SECRET);
            case "circuit" -> new CircuitBreakerOpenException(SECRET);
            case "rate" -> new RateLimitException(SECRET);
            case "rate-known" -> new RateLimitException(2_100, SECRET);
            case "pool" -> new RejectedExecutionException(SECRET);
            case "forbidden" -> new ForbiddenException(SECRET);
            case "unauthorized" -> new UnauthorizedException(SECRET);
            case "unauthenticated" -> new AuthenticationFailedException(SECRET);
            default -> throw new IllegalArgumentException("no failure is called " + name);
        };
    }
}
