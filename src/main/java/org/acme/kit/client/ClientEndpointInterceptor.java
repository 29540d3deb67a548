package org.acme.kit.client;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.CompletionStage;
import org.acme.kit.deadline.Deadline;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.error.DeadlineExceeded;
import org.acme.kit.middleware.ChainOrder;
import org.acme.kit.stork.Balancers;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** Makes a call of each invocation of a client, and of each subscription to a {@code Uni} that a client returns. */
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

    /** Goes on with an invocation whose answer comes later. */
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
        } catch (Exception failure) {
            Throwable told = FailedCall.of(call, PeerFault.ofDeadline(failure));
            if (told instanceof Error error) {
                throw error;
            }
            throw (Exception) told;
        } finally {
            leave.run();
            stop.run();
        }
    }

    /** Returns what calls are counted under that go to no service of Stork: the {@code configKey}, else the name of the client. */
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
}
