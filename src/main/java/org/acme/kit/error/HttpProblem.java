package org.acme.kit.error;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.regex.Pattern;
import org.acme.kit.http.RequestId;
import org.acme.kit.telemetry.LimitedLog;
import org.jspecify.annotations.Nullable;

/** What the two places share that answer HTTP requests with a problem: {@link ProblemMapper} and {@link ProblemRoutes}. */
final class HttpProblem {

    private static final LimitedLog LOG = new LimitedLog("problem");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    // A bound, because causes may form a cycle.
    private static final int DEEPEST = 32;

    private HttpProblem() {}

    /** Logs what the caller is not told: nothing of a refusal, a line of a known fault, the stack trace of an unexpected one. */
    static void log(Throwable thrown, int status) {
        if (status < 500) {
            return;
        }
        Throwable known = printable(thrown);
        if (status == 500) {
            StackTraceElement[] stack = known.getStackTrace();
            LOG.error(known.getClass().getName() + (stack.length == 0 ? "" : stack[0]), "Unexpected fault", known);
        } else if (!(thrown instanceof AuthenticationFailedException)) {
            // An outage of what authentication depends on has been logged already, once.
            String what = known.getMessage() == null ? known.toString() : known.getMessage();
            // Messages that differ in numbers alone share one limit.
            LOG.warn(status + NUMBER.matcher(what).replaceAll("0"), () -> "Answered " + status + ": " + what);
        }
    }

    /** Replaces an exception whose own methods throw, because the log would lose its line. */
    private static Throwable printable(Throwable thrown) {
        try {
            thrown.getMessage();
            thrown.toString();
            Throwable cause = thrown.getCause();
            for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
                cause.toString();
                cause = cause.getCause();
            }
            return thrown;
        } catch (Throwable broken) {
            IllegalStateException known = new IllegalStateException(
                    thrown.getClass().getName() + ", which cannot be printed: its own methods throw "
                            + broken.getClass().getName());
            known.setStackTrace(thrown.getStackTrace());
            return known;
        }
    }

    /** Adds the path and the id of the request. */
    static Problem at(Problem problem, RoutingContext request) {
        return problem.at(path(request.request()), RequestId.of(request));
    }

    /** Returns a wait in whole seconds for {@code Retry-After}: rounded up, and at least 1, since 0 would mean at once. */
    static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /**
     * Adds the {@code WWW-Authenticate} of the mechanism in use (RFC 9110, section 15.5.2). If the mechanism cannot make one, as
     * OIDC cannot while its provider is unreachable, the refusal goes out without it.
     */
    static Uni<Void> challenge(RoutingContext request) {
        @Nullable HttpAuthenticator authenticator = request.get(HttpAuthenticator.class.getName());
        if (authenticator == null || request.response().headers().contains(HttpHeaders.WWW_AUTHENTICATE)) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> authenticator.getChallenge(request))
                .onFailure()
                .recoverWithItem(failed -> {
                    LOG.warn(
                            "challenge",
                            () -> "Answered 401 without WWW-Authenticate, which cannot be made: " + failed);
                    return null;
                })
                .onItem()
                .ifNotNull()
                .invoke(challenge -> challenge.getHeaders().forEach(request.response()::putHeader))
                .replaceWithVoid();
    }

    /** Returns the path without its query, which may hold secrets, and with one slash: after two, a host name would follow. */
    private static String path(HttpServerRequest request) {
        @Nullable String path = request.path();
        int start = 0;
        while (path != null && start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path == null ? "/" : "/" + path.substring(start);
    }
}
