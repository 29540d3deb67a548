package org.acme.kit.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import org.acme.kit.http.UnreadBody;

/**
 * The failure handler of the routers. It answers each failure outside of the resources with a problem document: an unknown path,
 * a missing host, a body that is too large, and every failure on the management interface.
 *
 * <p>What is no HTTP does not get here: Netty and Quarkus answer it with an empty 400, 414, 431 or 501 before any handler runs.
 */
@ApplicationScoped
class ProblemRoutes {

    // Behind every route that answers, before the error page of Quarkus, which names classes.
    private static final int LAST = Integer.MAX_VALUE - 1;

    private final ObjectMapper json;

    ProblemRoutes(ObjectMapper json) {
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
        HttpProblem.log(thrown, failure.problem().status());
        answer(request, failure);
    }

    private void answer(RoutingContext request, Classification failure) {
        if (failure.needsChallenge()) {
            // Not by request.next(): Quarkus would run the filters again, and a filter that has refused would refuse
            // again.
            HttpProblem.challenge(request).subscribe().with(added -> write(request, failure), request::fail);
        } else {
            write(request, failure);
        }
    }

    private void write(RoutingContext request, Classification failure) {
        HttpServerResponse response = request.response();
        if (response.headWritten()) {
            // Too late for another answer: the caller must see that this one is incomplete.
            UnreadBody.breakOff(request);
            return;
        }
        Problem problem = HttpProblem.at(failure.problem(), request);
        if (failure.retryAfter() != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(HttpProblem.seconds(failure.retryAfter())));
        }
        UnreadBody.giveUp(request, problem.status());
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(text(problem));
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
