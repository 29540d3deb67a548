package org.acme.kit.client;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import org.acme.kit.deadline.Deadline;
import org.acme.kit.deadline.DeadlineExceeded;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.middleware.ChainOrder;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The interceptor that begins a call for each invocation of a client, and for each subscription to a {@code Uni} it returns. */
@ClientEndpoint
@Interceptor
@Priority(ChainOrder.CALL)
final class ClientEndpointInterceptor {

    static final String CALL = Call.class.getName();

    private final Deadlines deadlines;
    private final Retries retries;
    private final Balancers balancers;
    private final Vertx vertx;

    ClientEndpointInterceptor(Deadlines deadlines, Retries retries, Balancers balancers, Vertx vertx) {
        this.deadlines = deadlines;
        this.retries = retries;
        this.balancers = balancers;
        this.vertx = vertx;
    }

    @AroundInvoke
    @Nullable
    Object call(InvocationContext invocation) throws Exception {
        Class<?> answer = invocation.getMethod().getReturnType();
        if (answer == Uni.class) {
            return later(invocation);
        }
        return CompletionStage.class.isAssignableFrom(answer)
                ? later(invocation).subscribeAsCompletionStage()
                : now(invocation);
    }

    /** Proceeds with an invocation that returns a {@code Uni} or a {@code CompletionStage}. */
    static Uni<?> proceed(InvocationContext invocation) throws Exception {
        Object answer = invocation.proceed();
        return answer instanceof Uni<?> uni ? uni : Uni.createFrom().completionStage((CompletionStage<?>) answer);
    }

    private Call begin(InvocationContext invocation) {
        Deadline deadline = deadlines.current();
        deadline.requireMillis();
        Call begun = new Call(
                nameOf(invocation),
                deadline,
                retries,
                balancers::hasLeft,
                call -> CallContext.of(call, invocation.getMethod(), deadlines, vertx));
        invocation.getContextData().put(CALL, begun);
        return begun;
    }

    private Uni<?> later(InvocationContext invocation) {
        return Uni.createFrom().deferred(() -> {
            Call call = begin(invocation);
            Uni<?> attempts = call.context().soon(() -> proceed(invocation));
            // Fault Tolerance does not pass a cancellation on to the attempt, so the call does.
            return deadlines
                    .bound(attempts.onCancellation().invoke(call::abandon), call.deadline())
                    .onFailure()
                    .transform(failure -> FailedCall.of(call, failure));
        });
    }

    private @Nullable Object now(InvocationContext invocation) throws Exception {
        Call call = begin(invocation);
        long millis = call.deadline().millis();
        Runnable stop = call.context()
                .later(
                        millis + 1,
                        () -> call.abandon(new DeadlineExceeded(
                                "The time was up before there was an answer, after " + millis + " ms")));
        Runnable leave = call.context().enter();
        try {
            return invocation.proceed();
        } catch (Throwable failure) {
            call.pause().end(); // before the failure is logged
            Throwable reported = FailedCall.of(call, call.pause().reasonOr(PeerFault.ofDeadline(failure)));
            if (reported instanceof Error error) {
                throw error;
            }
            throw (Exception) reported;
        } finally {
            call.pause().end();
            leave.run();
            stop.run();
        }
    }

    /** Returns the name that counts calls to a fixed URL: the {@code configKey}, else the simple name of the client. */
    private static String nameOf(InvocationContext invocation) {
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

    /** The check at the start that all methods of all clients are supported. */
    @ApplicationScoped
    @Unremovable
    static class SupportedMethods {

        /**
         * Rejects methods that return a stream or a plain {@code Future}: a stream has no end to judge an attempt by. Rejects
         * sub-resources: no interceptor sees the calls of their methods.
         *
         * @throws ConfigurationException if there is such a method; the message names it and what to do
         */
        void check(@Observes StartupEvent started, BeanManager beans) {
            beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                    .flatMap(bean -> bean.getTypes().stream())
                    .distinct()
                    .forEach(type -> {
                        if (type instanceof Class<?> client && client.isAnnotationPresent(RegisterRestClient.class)) {
                            check(client);
                        }
                    });
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
}
