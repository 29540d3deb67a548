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
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.handlers.ParameterHandler;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an HTTP request that a problem is about, where the failure itself cannot name them.
 *
 * <ul>
 *   <li>A JSON pointer points into a JSON body. In a request without one, the parts of an endpoint's request are parameters.
 *   <li>JAX-RS does not name a parameter that cannot be read. Here it is named if the message quotes its value. One of the query
 *       is 400, since the path exists.
 * </ul>
 */
final class RequestParts {

    private static final String UNREADABLE = "A parameter of the request cannot be read";
    // Quarkus REST adds this method to each class with fields that are parameters.
    private static final String INJECTION = "__quarkus_rest_inject";

    private RequestParts() {}

    static Problem locate(Problem problem, Throwable thrown, RoutingContext request, UriInfo uri) {
        if (problem.errors() != null) {
            return hasJson(request) ? problem : problem.with(parameters(problem.errors()));
        }
        try {
            return isUnreadableParameter(thrown) ? unreadable(problem, thrown, request, uri) : problem;
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

    /** Tells whether Quarkus REST threw the exception while it read a parameter; a service throws the same types. */
    private static boolean isUnreadableParameter(Throwable thrown) {
        @Nullable Throwable cause = thrown.getCause();
        return (thrown instanceof NotFoundException || thrown instanceof BadRequestException)
                && cause instanceof RuntimeException
                && !(cause instanceof WebApplicationException)
                && !(cause instanceof Failure)
                && isOfAParameter(thrown.getStackTrace());
    }

    private static boolean isOfAParameter(StackTraceElement[] stack) {
        return stack.length > 0
                && (stack[0].getClassName().equals(ParameterHandler.class.getName())
                        || stack[0].getMethodName().equals(INJECTION));
    }

    private static Problem unreadable(Problem problem, Throwable thrown, RoutingContext request, UriInfo uri) {
        String message = String.valueOf(thrown.getCause().getMessage());
        List<Violation> named = (thrown instanceof BadRequestException
                        ? quoted(request.request().headers(), "header", message)
                        : Stream.concat(path(uri, message), quoted(request.queryParams(), "query", message)))
                .distinct()
                .sorted()
                .toList();
        boolean path = named.isEmpty()
                ? !uri.getPathParameters().isEmpty()
                : named.stream().allMatch(error -> "path".equals(error.in()));
        int status = path ? problem.status() : 400;
        return named.isEmpty()
                ? Problem.of(status, UNREADABLE + ".")
                : Problem.of(status, UNREADABLE + "; see \"errors\".").with(named);
    }

    /** Finds the parameters by their values, which the messages of most parsers quote: there is no other source. */
    private static Stream<Violation> quoted(MultiMap parameters, String in, String message) {
        return parameters.entries().stream()
                .filter(each -> isQuoted(each.getValue(), message))
                .map(each -> unreadable(each.getKey(), in));
    }

    private static Stream<Violation> path(UriInfo uri, String message) {
        return uri.getPathParameters().entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(value -> isQuoted(value, message)))
                .map(each -> unreadable(each.getKey(), "path"));
    }

    private static Violation unreadable(String name, String in) {
        return Violation.of(name, in, "cannot be read as what it must be");
    }

    private static boolean isQuoted(String value, String message) {
        return message.contains("\"" + value + "\"")
                || message.contains("'" + value + "'")
                || !value.isEmpty() && (message.endsWith("." + value) || message.endsWith(": " + value));
    }
}
