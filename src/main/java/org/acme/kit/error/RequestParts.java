package org.acme.kit.error;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an HTTP request that a problem is about, where the failure itself cannot name them.
 *
 * <ul>
 *   <li>A JSON pointer points into a JSON body. In a request without one, the parts of an endpoint's request are parameters.
 *   <li>JAX-RS does not name a parameter that cannot be read. Here it is named; one of the query is 400, since the path exists.
 * </ul>
 */
final class RequestParts {

    private RequestParts() {}

    static Problem locate(Problem problem, Throwable thrown, RoutingContext request, UriInfo uri) {
        if (problem.errors() != null) {
            return hasJson(request) ? problem : problem.with(parameters(problem.errors()));
        }
        try {
            return isUnreadableParameter(thrown) ? unreadable(problem, thrown.getCause(), request, uri) : problem;
        } catch (RuntimeException unnamed) {
            // A message or a query that cannot be read names nothing. If an exception mapper throws, Quarkus closes the
            // connection, and over HTTP/2 with it the other streams.
            return problem;
        }
    }

    /** Tells whether there is a body of JSON. Some clients send the type without a body; JAX-RS reads a body without a type. */
    private static boolean hasJson(RoutingContext request) {
        @Nullable String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return request.body().length() > 0
                && (type == null || type.toLowerCase(Locale.ROOT).contains("json"));
    }

    private static List<Violation> parameters(List<Violation> errors) {
        return errors.stream()
                .map(error -> error.pointer() == null || error.pointer().length() < 2
                        ? error
                        : Violation.of(
                                name(error.path() == null ? error.pointer() : error.path()), null, error.detail()))
                .toList();
    }

    /** Turns {@code #/page} into {@code page}. */
    private static String name(String pointer) {
        return URLDecoder.decode(pointer.substring(2).replace("+", "%2B"), StandardCharsets.UTF_8)
                .replace('/', '.');
    }

    private static boolean isUnreadableParameter(Throwable thrown) {
        @Nullable Throwable cause = thrown.getCause();
        return (thrown instanceof NotFoundException || thrown instanceof BadRequestException)
                && cause instanceof RuntimeException
                && !(cause instanceof WebApplicationException)
                && !(cause instanceof Failure);
    }

    private static Problem unreadable(Problem problem, Throwable cause, RoutingContext request, UriInfo uri) {
        List<Violation> named = named(String.valueOf(cause.getMessage()), request, uri);
        if (named.isEmpty()) {
            return problem;
        }
        boolean path = named.stream().allMatch(error -> "path".equals(error.in()));
        return Problem.of(path ? problem.status() : 400, "A parameter of the request cannot be read; see \"errors\".")
                .with(named);
    }

    /** Finds the parameters by their values, which the messages of the JDK's parsers quote: there is no other source. */
    private static List<Violation> named(String message, RoutingContext request, UriInfo uri) {
        return Stream.concat(
                        uri.getPathParameters().entrySet().stream()
                                .flatMap(each -> each.getValue().stream()
                                        .filter(value -> isQuoted(value, message))
                                        .map(value -> Map.entry(each.getKey(), "path"))),
                        quoted(request.queryParams(), message))
                .distinct()
                .map(place -> Violation.of(place.getKey(), place.getValue(), "cannot be read as what it must be"))
                .sorted()
                .collect(Collectors.toList());
    }

    private static Stream<Map.Entry<String, String>> quoted(MultiMap parameters, String message) {
        return parameters.entries().stream()
                .filter(each -> isQuoted(each.getValue(), message))
                .map(each -> Map.entry(each.getKey(), "query"));
    }

    private static boolean isQuoted(String value, String message) {
        return message.contains("\"" + value + "\"")
                || message.contains("'" + value + "'")
                || !value.isEmpty() && (message.endsWith("." + value) || message.endsWith(": " + value));
    }
}
