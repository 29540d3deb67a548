package org.acme.kit.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.regex.Pattern;
import org.acme.kit.error.Classification.Kind;
import org.acme.kit.http.RequestId;
import org.acme.kit.http.UnreadBody;
import org.acme.kit.telemetry.LimitedLog;
import org.jspecify.annotations.Nullable;

/**
 * The problem documents of HTTP: those outside of the resources, which {@code Routes} answers, and what they share with those of
 * the resources, which {@link ProblemMapper} answers.
 */
final class HttpProblem {

    static final LimitedLog LOG = new LimitedLog("problem");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern SLASHES = Pattern.compile("^/*");

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

    /** Returns the path without its query, which may hold secrets, and with one slash: after two, a host name would follow. */
    private static String path(HttpServerRequest request) {
        @Nullable String path = request.path();
        return path == null ? "/" : SLASHES.matcher(path).replaceFirst("/");
    }

    /**
     * The failure handler of the routers. It answers each failure outside of the resources with a problem document: an unknown path,
     * a missing host, a body that is too large, and every failure on the management interface.
     *
     * <p>What is no HTTP does not get here: Netty and Quarkus answer it with an empty 400, 414, 431 or 501 before any handler runs.
     */
    @ApplicationScoped
    static class Routes {

        // Behind every route that answers, before the error page of Quarkus, which names classes.
        private static final int LAST = Integer.MAX_VALUE - 1;

        private final ObjectMapper json;

        Routes(ObjectMapper json) {
            this.json = json;
        }

        void business(@Observes Router router) {
            register(router);
        }

        void management(@Observes ManagementInterface management) {
            register(management.router());
        }

        private void register(Router router) {
            // Asked if the path cannot be decoded: then no route is looked for, and no failure handler called.
            router.errorHandler(400, request -> answer(request, Classification.of(400, null, null)));
            router.route().order(LAST).handler(request -> request.fail(404)).failureHandler(this::failed);
        }

        private void failed(RoutingContext request) {
            Throwable thrown = request.failure();
            if (request.response().closed()) {
                return;
            }
            int status = request.statusCode();
            if (thrown == null || status >= 400 && status != 500 && status != 401) {
                answer(request, Classification.of(status, null, null));
                return;
            }
            // Where a form cannot be read, Quarkus REST passes some failures on to the router.
            Classification failure = RequestBody.Form.classify(thrown, request);
            log(thrown, failure.problem().status());
            answer(request, failure);
        }

        private void answer(RoutingContext request, Classification failure) {
            if (failure.needsChallenge()) {
                // Not by request.next(): Quarkus would run the filters again, and one that has refused would refuse
                // again.
                Challenge.ask(request, failure).subscribe().with(asked -> write(request, asked), request::fail);
            } else {
                write(request, failure);
            }
        }

        private void write(RoutingContext request, Classification failure) {
            HttpServerResponse response = request.response();
            boolean redirect = failure.kind() == Kind.ANSWER;
            if (response.headWritten()) {
                if (redirect) {
                    // OpenID Connect may redirect by a form, which Quarkus has written already.
                    response.end();
                } else {
                    // Too late for another answer: the caller must see that this one is incomplete.
                    UnreadBody.breakOff(request);
                }
                return;
            }
            Problem problem = at(failure.problem(), request);
            UnreadBody.giveUp(request, problem.status());
            response.setStatusCode(problem.status());
            if (redirect) {
                response.end();
                return;
            }
            if (failure.retryAfter() != null) {
                response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds(failure.retryAfter())));
            }
            response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE).end(text(problem));
        }

        private String text(Problem problem) {
            try {
                return json.writeValueAsString(problem);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
