package org.acme.kit.error;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.acme.kit.http.RequestId;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ClientWebApplicationException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns every failure into a problem document: the one place where that is done.
 *
 * <p>Refusals say what is wrong. Faults say no more than their status; the log says the rest, under the request id.
 */
final class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response refused(BusinessFailure failure, UriInfo uri) {
        return document(Response.status(failure.status()), Problem.of(failure), uri);
    }

    @ServerExceptionMapper
    Response unavailable(Unavailable failure, UriInfo uri) {
        LOG.warn(failure.getMessage());
        long seconds = Math.max(1, failure.retryAfter().toSeconds());
        return document(
                Response.status(503).header(HttpHeaders.RETRY_AFTER, seconds), Problem.of(503, failure.detail()), uri);
    }

    /** JSON that cannot be read is the caller's affair, JSON that cannot be written is ours. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response json(JsonProcessingException failure, UriInfo uri) {
        return failure.getProcessor() instanceof JsonParser
                ? status(400, "The body is not the JSON that is expected here.", uri)
                : fault(failure, uri);
    }

    /** What the HTTP layer refuses: no such path, method, media type. Its headers stay, {@code Allow} among them. */
    @ServerExceptionMapper({NotFoundException.class, WebApplicationException.class})
    Response refusedByHttp(WebApplicationException failure, UriInfo uri) {
        Response response = failure.getResponse();
        if (response.getStatus() < 400) {
            return response;
        }
        if (failure.getCause() instanceof JsonProcessingException json) {
            return json(json, uri);
        }
        return document(Response.fromResponse(response), Problem.of(response.getStatus(), null), uri);
    }

    /** A peer that answers with a fault, or with something this service did not expect. */
    @ServerExceptionMapper
    Response refusedByPeer(ClientWebApplicationException failure, UriInfo uri) {
        LOG.warnf("A peer answered %s", failure.getMessage());
        return status(502, "A service that this one depends on answered with a fault.", uri);
    }

    /** A call to a peer that got no answer: what stopped it is its cause. */
    @ServerExceptionMapper
    Response unanswered(ProcessingException failure, UriInfo uri) {
        if (failure.getCause() instanceof Unavailable unavailable) {
            return unavailable(unavailable, uri);
        }
        if (failure.getCause() instanceof DeadlineExceeded exceeded) {
            return tooLate(exceeded, uri);
        }
        return failure.getCause() instanceof IOException unconnected
                ? unconnected(unconnected, uri)
                : fault(failure, uri);
    }

    /** A peer that cannot be reached, or hung up. */
    @ServerExceptionMapper
    Response unconnected(IOException failure, UriInfo uri) {
        return unavailable(
                new Unavailable(
                        "A service that this one depends on cannot be reached.",
                        Duration.ofSeconds(1),
                        "A peer cannot be reached: " + failure.getMessage()),
                uri);
    }

    /** A peer that took too long, each time it was asked. */
    @ServerExceptionMapper
    Response late(TimeoutException failure, UriInfo uri) {
        LOG.warnf("A peer did not answer in time: %s", failure.getMessage());
        return status(504, "A service that this one depends on did not answer in time.", uri);
    }

    /** The caller's time is up, or this service's own; which peer took it is in the log. */
    @ServerExceptionMapper
    Response tooLate(DeadlineExceeded failure, UriInfo uri) {
        LOG.warn(failure.getMessage());
        return status(504, "The time for this request was up before there was an answer.", uri);
    }

    @ServerExceptionMapper
    Response fault(Throwable failure, UriInfo uri) {
        LOG.error("Unexpected fault", failure);
        return status(500, "Something went wrong here; the request id leads to it in the logs.", uri);
    }

    private static Response status(int status, String detail, UriInfo uri) {
        return document(Response.status(status), Problem.of(status, detail), uri);
    }

    private static Response document(Response.ResponseBuilder response, Problem problem, UriInfo uri) {
        return response.type(Problem.MEDIA_TYPE)
                .entity(problem.at(uri.getRequestUri().getRawPath(), RequestId.current()))
                .build();
    }
}
