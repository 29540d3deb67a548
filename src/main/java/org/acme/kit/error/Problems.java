package org.acme.kit.error;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.acme.kit.http.RequestId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Holds what JAX-RS and the router have in common when they answer with a problem. */
final class Problems {

    private static final Logger LOG = Logger.getLogger("problem");

    private Problems() {}

    /** Writes to the log what the caller is not told: nothing of a refusal, a line of what is known, everything of a bug. */
    static void log(Throwable thrown, int status) {
        if (status == 500) {
            LOG.error("Unexpected fault", thrown);
        } else if (status > 500) {
            LOG.warnf("Answered %d: %s", status, thrown.getMessage() == null ? thrown : thrown.getMessage());
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
