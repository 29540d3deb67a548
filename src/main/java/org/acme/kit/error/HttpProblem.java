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

/** The common half of the two places that answer HTTP requests with a problem: resources and the router. */
final class HttpProblem {

    private static final LimitedLog LOG = new LimitedLog("problem");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    // Causes may form a circle.
    private static final int DEEPEST = 32;

    private HttpProblem() {}

    /** Writes to the log what the caller is not told: nothing of a refusal, a line of what is known, everything of a bug. */
    static void log(Throwable thrown, int status) {
        if (status < 500) {
            return;
        }
        Throwable known = printable(thrown);
        if (status == 500) {
            StackTraceElement[] stack = known.getStackTrace();
            LOG.error(known.getClass().getName() + (stack.length == 0 ? "" : stack[0]), "Unexpected fault", known);
        } else if (!(thrown instanceof AuthenticationFailedException)) {
            // What authentication depends on tells of its outage itself, once.
            String what = known.getMessage() == null ? known.toString() : known.getMessage();
            // The same problem with another number in it is the same.
            LOG.warn(status + NUMBER.matcher(what).replaceAll("0"), () -> "Answered " + status + ": " + what);
        }
    }

    /** Replaces an exception whose own methods throw: the log would lose the line. */
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

    /** Adds which request it was. */
    static Problem at(Problem problem, RoutingContext request) {
        return problem.at(path(request.request()), RequestId.of(request));
    }

    /** {@code Retry-After} has whole seconds, and 0 would mean at once. */
    static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /**
     * Says with {@code WWW-Authenticate} how to authenticate (RFC 9110, section 15.5.2), as the mechanism in use has it. One that
     * fails at that, as OIDC does while its provider is away, changes nothing of the refusal.
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
                    LOG.warn("challenge", () -> "Answered 401 without WWW-Authenticate, which cannot be made: " + failed);
                    return null;
                })
                .onItem()
                .ifNotNull()
                .invoke(challenge -> challenge.getHeaders().forEach(request.response()::putHeader))
                .replaceWithVoid();
    }

    /** The path without its query, which may hold secrets; with one slash, since two would make a host of what follows. */
    private static String path(HttpServerRequest request) {
        @Nullable String path = request.path();
        int start = 0;
        while (path != null && start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path == null ? "/" : "/" + path.substring(start);
    }
}
