package org.acme.kit.client;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * A REST client of the kit. It calls discovered peers, or a fixed URL; calls to a fixed URL are counted under the {@code
 * configKey}.
 *
 * <ul>
 *   <li>The balancer receives the outcome of each attempt. A retry goes to an instance that the call has not tried, as long as
 *       one is left.
 *   <li>The deadline of the request bounds a call with all its attempts; {@code read-timeout} bounds the
 *       head of the answer to one attempt, and then its body if that is no stream.
 *   <li>A retry budget bounds the retries of a service: a share of its calls, and a few each second.
 *   <li>An instance that pushes back (429, or 503 with {@code Retry-After}) is avoided for as long as it asks, 30 s at most. If
 *       all push back, the caller gets 503 with {@code Retry-After}.
 *   <li>An answer that cannot be read leads to 502 after one attempt.
 *   <li>A body that is a stream ({@code InputStream}, {@code Multi}, a part of multipart) is sent once: nothing retries it.
 *   <li>What another request filter fails with, or answers, is no verdict on the instance and is not retried.
 *   <li>The failure that the caller gets carries those of all attempts as suppressed exceptions.
 * </ul>
 *
 * <p>To retry, add {@code @Retry} with {@code @RetryWhen(exception = PeerFault.class)} to methods that are idempotent, by their
 * HTTP method or their meaning. A method may return a value, a {@code Uni} or a {@code CompletionStage}; another return type (a
 * stream, a plain {@code Future}, a sub-resource) fails the start. Any thread may call it.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ClientEndpoint {}

/** The check at the start that all methods of all clients are supported. */
@ApplicationScoped
@Unremovable
class SupportedMethods {

    /**
     * Rejects methods that return a stream or a plain {@code Future}: a stream has no end to judge an attempt by. Rejects
     * sub-resources: no interceptor sees the calls of their methods.
     *
     * @throws ConfigurationException if there is such a method; the message names it and what to do
     */
    void check(@Observes StartupEvent started, BeanManager beans) {
        clients(beans).forEach(SupportedMethods::check);
    }

    /** Returns the interfaces of all clients. */
    static List<Class<?>> clients(BeanManager beans) {
        // Only among clients: to look for them among all beans would read the annotations of each class at the start.
        return beans.getBeans(Object.class, RestClient.LITERAL).stream()
                .flatMap(bean -> bean.getTypes().stream())
                .distinct()
                .filter(type -> type instanceof Class<?> client && client.isAnnotationPresent(RegisterRestClient.class))
                .<Class<?>>map(client -> (Class<?>) client)
                .toList();
    }

    static void check(Class<?> client) {
        for (Method method : client.getMethods()) {
            boolean bound = client.isAnnotationPresent(ClientEndpoint.class)
                    || method.isAnnotationPresent(ClientEndpoint.class);
            String name = "@ClientEndpoint does not support " + client.getName() + "." + method.getName();
            if (bound && !isSupported(method.getReturnType())) {
                throw new ConfigurationException(name + ", which returns a "
                        + method.getReturnType().getSimpleName()
                        + "; allowed: a value, a Uni, or a CompletionStage; put @ClientEndpoint on the"
                        + " other methods");
            }
            if (bound && isSubResource(method)) {
                throw new ConfigurationException(name + ", a sub-resource; make "
                        + method.getReturnType().getSimpleName() + " a client of its own");
            }
        }
    }

    private static boolean isSubResource(Method method) {
        return Modifier.isAbstract(method.getModifiers())
                && method.isAnnotationPresent(Path.class)
                && Arrays.stream(method.getAnnotations())
                        .noneMatch(here -> here.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private static boolean isSupported(Class<?> answer) {
        boolean stream = Multi.class.isAssignableFrom(answer) || Flow.Publisher.class.isAssignableFrom(answer);
        boolean future = Future.class.isAssignableFrom(answer) && !CompletionStage.class.isAssignableFrom(answer);
        return !stream && !future;
    }
}

/** The name of a client, which counts its calls to a fixed URL: the {@code configKey}, else the simple name. */
final class ClientName {

    private ClientName() {}

    /** Returns the name of the client that a method is called on. */
    static String of(InvocationContext invocation) {
        Class<?> declaring = invocation.getMethod().getDeclaringClass();
        RegisterRestClient client = registered(declaring);
        if (client == null && invocation.getTarget() != null) {
            client = registered(invocation.getTarget().getClass());
        }
        return client == null || client.configKey().isEmpty() ? declaring.getSimpleName() : client.configKey();
    }

    private static @Nullable RegisterRestClient registered(@Nullable Class<?> type) {
        if (type == null) {
            return null;
        }
        RegisterRestClient here = type.getAnnotation(RegisterRestClient.class);
        for (Class<?> parent : type.getInterfaces()) {
            here = here == null ? registered(parent) : here;
        }
        return here == null ? registered(type.getSuperclass()) : here;
    }
}
