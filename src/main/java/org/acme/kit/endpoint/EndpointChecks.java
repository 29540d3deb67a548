package org.acme.kit.endpoint;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.middleware.InFlightLimits;
import org.eclipse.microprofile.config.Config;

/**
 * The checks of the endpoints at the start, before a job of the start calls one. The start stops if
 *
 * <ul>
 *   <li>several endpoints have one name;
 *   <li>{@code kit.limits} or {@code kit.deadline} names no endpoint, {@code kit.deadline} names a stream, or a limit is below 1;
 *   <li>an environment variable sets a limit, and no endpoint can be told from it;
 *   <li>an endpoint answers an asynchronous type other than {@code Uni} and {@code Multi}. Quarkus REST accepts such types, so the
 *       fault would stay unnoticed: the chain would take the promise for the answer. It would log the call as successful before its
 *       end, and the duration and the limit would not cover the work.
 * </ul>
 */
@ApplicationScoped
class EndpointChecks {

    private static final List<Class<?>> NOT_WAITED_FOR =
            List.of(CompletionStage.class, Future.class, Flow.Publisher.class);

    private static final String LIMITS = "kit.limits.";
    private static final String NOT_MAPPED = ".in.flight"; // where it is mapped, the key has the dash

    void check(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) StartupEvent start,
            InFlightLimits limits,
            Deadlines deadlines,
            Catalogue catalogue,
            Config config) {
        checkVariables(config.getPropertyNames());
        requireAtLeastOne("kit.limits.in-flight", limits.inFlight());
        checkLimits(limits.endpoints(), catalogue.names());
        checkDeadlines(deadlines.endpoints().keySet(), catalogue.names(), catalogue.streams());
        catalogue.responses().forEach(EndpointChecks::checkResponse);
    }

    static void checkDeadlines(Set<String> deadlines, List<String> endpoints, List<String> streams) {
        for (String name : deadlines) {
            String key = "kit.deadline.\"" + name + "\"";
            if (!endpoints.contains(name)) {
                throw new IllegalArgumentException(key + " names no endpoint; there are " + endpoints);
            }
            if (streams.contains(name)) {
                throw new IllegalArgumentException(key + " names a stream, which has no deadline;"
                        + " end it in the endpoint, as with stream.select().first(Duration.ofMinutes(5))");
            }
        }
    }

    /** Finds the variables that the mapping ignores: without quotes it cannot tell where the name of an endpoint ends. */
    static void checkVariables(Iterable<String> keys) {
        for (String key : keys) {
            if (key.startsWith(LIMITS) && key.endsWith(NOT_MAPPED)) {
                String name = key.substring(LIMITS.length(), key.length() - NOT_MAPPED.length());
                throw new IllegalArgumentException(
                        "The environment variable " + variable(key) + " names no endpoint without quotes; name it "
                                + variable(LIMITS + "_" + name + "_" + NOT_MAPPED));
            }
        }
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    static void checkLimits(Map<String, InFlightLimits.OfEndpoint> limits, List<String> endpoints) {
        requireDistinct(endpoints);
        limits.forEach((name, limit) -> checkLimit(name.replace('.', '-'), limit.inFlight(), endpoints));
    }

    private static void requireDistinct(List<String> endpoints) {
        Set<String> several = endpoints.stream()
                .filter(name -> Collections.frequency(endpoints, name) > 1)
                .collect(Collectors.toSet());
        if (!several.isEmpty()) {
            throw new IllegalStateException("Several endpoints are named " + several
                    + ", after their classes, and would share logs, metrics and limits; rename the classes");
        }
    }

    private static void checkLimit(String name, OptionalInt inFlight, List<String> endpoints) {
        String key = "kit.limits.\"" + name + "\".in-flight";
        if (!endpoints.contains(name)) {
            throw new IllegalArgumentException(key + " names no endpoint; there are " + endpoints);
        }
        inFlight.ifPresent(limit -> requireAtLeastOne(key, limit));
    }

    static void requireAtLeastOne(String key, int inFlight) {
        if (inFlight < 1) {
            throw new IllegalArgumentException(key + " is " + inFlight + "; allowed: 1 or more");
        }
    }

    static void checkResponse(Class<?> endpoint, Type response) {
        Type raw = response instanceof ParameterizedType generic ? generic.getRawType() : response;
        if (raw instanceof Class<?> type
                && type != Multi.class
                && NOT_WAITED_FOR.stream().anyMatch(later -> later.isAssignableFrom(type))) {
            throw new IllegalStateException(endpoint.getName() + " answers " + response.getTypeName()
                    + ", for which its chain does not wait; answer a Uni, as of Uni.createFrom().completionStage(…),"
                    + " or a Multi, as of Multi.createFrom().publisher(…)");
        }
    }
}
