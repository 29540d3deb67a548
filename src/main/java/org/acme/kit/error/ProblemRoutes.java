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
 * Makes a problem document of whatever fails around the resources: no such path, no host, a body that is too large, and on the
 * management interface everything.
 *
 * <p>Not of what is no HTTP: Netty and Quarkus answer that with an empty 400, 414, 431 or 501 before there is anything to ask.
 */
@ApplicationScoped
class ProblemRoutes {

    // Behind all that answers, before Quarkus' page about an error, which names classes.
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
        Classification failure = Classification.of(thrown);
        HttpProblem.log(thrown, failure.problem().status());
        answer(request, failure);
    }

    private void answer(RoutingContext request, Classification failure) {
        if (failure.needsChallenge()) {
            // Not by request.next(): Quarkus would ask the filters again, and one that has refused its answer refuses
            // that too.
            HttpProblem.challenge(request).subscribe().with(added -> write(request, failure), request::fail);
        } else {
            write(request, failure);
        }
    }

    private void write(RoutingContext request, Classification failure) {
        HttpServerResponse response = request.response();
        if (response.headWritten()) {
            // Too late for another answer: let the caller see that this one has no end.
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
