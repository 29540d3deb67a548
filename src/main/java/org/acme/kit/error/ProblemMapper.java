package org.acme.kit.error;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.acme.kit.http.RequestId;
import org.jboss.resteasy.reactive.ClientWebApplicationException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestPath;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * Internal: the exception mapper of the resources. It answers each failure between the first filter of a resource and the writing
 * of its answer with a problem document.
 */
public final class ProblemMapper {

    // Quarkus has mappers of its own for these types and their subtypes; the lower number wins.
    private static final int BEFORE_QUARKUS = Priorities.USER - 1;

    private static final String CONTENT_RANGE = "Content-Range";

    // What says something about the old content or its transfer (RFC 9110, sections 6.6 and 8) is wrong for a problem.
    // A peer's answer to HEAD has the length of one to GET; its request id is not that of the problem.
    private static final List<String> REPLACED = List.of(
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.CONTENT_LANGUAGE,
            HttpHeaders.CONTENT_LOCATION,
            HttpHeaders.CONTENT_DISPOSITION,
            CONTENT_RANGE,
            HttpHeaders.ETAG,
            HttpHeaders.LAST_MODIFIED,
            "Transfer-Encoding",
            "Trailer",
            RequestId.HEADER);

    /** Answers a failure with its problem document. */
    @ServerExceptionMapper(
            priority = BEFORE_QUARKUS,
            value = {
                Throwable.class,
                NotFoundException.class,
                WebApplicationException.class,
                ForbiddenException.class,
                ValidationException.class,
                ConstraintViolationException.class,
                MismatchedInputException.class,
                InvalidDefinitionException.class,
                UnauthorizedException.class,
                AuthenticationFailedException.class,
                AuthenticationCompletionException.class
            })
    public Uni<Response> failed(Throwable thrown, RoutingContext request, UriInfo uri) {
        Classification classification = isOfTheConnection(thrown, request)
                ? Classification.CANCELLED
                : RequestBody.Form.classify(thrown, request);
        return classification.needsChallenge() && !saysHowToAuthenticate(thrown)
                ? Challenge.ask(request, classification).map(asked -> answer(thrown, asked, request, uri))
                : Uni.createFrom().item(answer(thrown, classification, request, uri));
    }

    /**
     * Tells whether the failure only shows that the caller has disconnected.
     *
     * <p>Reading may fail before Vert.x reports the connection as closed. Quarkus then wraps the exception of Vert.x into two
     * others, and the body has not ended.
     */
    private static boolean isOfTheConnection(Throwable thrown, RoutingContext request) {
        return thrown instanceof IOException
                && (request.response().closed()
                        || !request.request().isEnded()
                                && thrown.getCause() instanceof IOException cause
                                && (cause.getCause() != null || cause instanceof ClosedChannelException));
    }

    private static boolean saysHowToAuthenticate(Throwable thrown) {
        return thrown instanceof WebApplicationException http
                && http.getResponse().getHeaderString(HttpHeaders.WWW_AUTHENTICATE) != null;
    }

    private static Response answer(
            Throwable thrown, Classification classification, RoutingContext request, UriInfo uri) {
        int status = classification.problem().status();
        Response own =
                thrown instanceof WebApplicationException http && !(thrown instanceof ClientWebApplicationException)
                        ? http.getResponse()
                        : Response.status(status).build();
        if (classification.kind() == Classification.Kind.ANSWER) {
            // If a challenge has made a redirect of a 401, its headers are there already.
            return own.getStatus() == status ? own : Response.status(status).build();
        }
        // The other headers of its response stay: Retry-After.
        Response.ResponseBuilder response = Response.fromResponse(own);
        replaced(status).forEach(name -> response.header(name, null));
        return answer(response, thrown, classification, request, uri);
    }

    /** What a condition or a range fails with is about the resource (RFC 9110, sections 15.5.13 and 15.5.17), and stays. */
    private static Stream<String> replaced(int status) {
        return REPLACED.stream()
                .filter(name ->
                        !(status == 412 && (name.equals(HttpHeaders.ETAG) || name.equals(HttpHeaders.LAST_MODIFIED))
                                || status == 416 && name.equals(CONTENT_RANGE)));
    }

    /** Adds a problem document to an empty answer of a resource or filter from 400 on; one with content stays as it is. */
    @ServerResponseFilter
    public void complete(ContainerResponseContext response, RoutingContext request) {
        if (response.getStatus() >= 400 && !response.hasEntity()) {
            replaced(response.getStatus()).forEach(response.getHeaders()::remove);
            response.setEntity(
                    HttpProblem.at(Problem.of(response.getStatus(), null), request),
                    null,
                    MediaType.valueOf(Problem.MEDIA_TYPE));
        }
    }

    private static Response answer(
            Response.ResponseBuilder response,
            Throwable thrown,
            Classification failure,
            RoutingContext request,
            UriInfo uri) {
        Problem problem = RequestParts.locate(failure.problem(), thrown, request, uri);
        HttpProblem.log(thrown, problem.status());
        if (problem.status() == 405) {
            response.allow(allowedMethods());
        }
        if (failure.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, HttpProblem.seconds(failure.retryAfter()));
        }
        return response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(HttpProblem.at(problem, request))
                .build();
    }

    /** Returns the methods of the current path: a 405 must list them (RFC 9110, section 15.5.6), and Quarkus lists none. */
    private static Set<String> allowedMethods() {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        Set<String> methods = new TreeSet<>();
        String path = request.getPathWithoutPrefix();
        for (RequestPath<InitialMatch> resource : request.getDeployment().getClassMappers()) {
            RequestMatch<InitialMatch> match = new RequestMapper<>(new ArrayList<>(List.of(resource))).map(path);
            if (match != null) {
                addMethods(methods, match);
            }
        }
        // Quarkus answers OPTIONS and HEAD by itself.
        methods.add(HttpMethod.OPTIONS);
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        return methods;
    }

    private static void addMethods(Set<String> methods, RequestMatch<InitialMatch> resource) {
        String rest = resource.remaining.isEmpty() ? "/" : resource.remaining;
        for (ServerRestHandler handler : resource.value.handlers) {
            if (handler instanceof ClassRoutingHandler routing) {
                routing.getMappers().forEach((method, paths) -> {
                    if (method != null && paths.map(rest) != null) {
                        methods.add(method);
                    }
                });
            }
        }
    }
}
