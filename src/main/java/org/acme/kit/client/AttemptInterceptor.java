package org.acme.kit.client;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.acme.kit.middleware.ChainOrder;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jspecify.annotations.Nullable;

/** The interceptor that makes one attempt of a call. It runs inside Fault Tolerance, so each retry passes it again. */
@ClientEndpoint
@Interceptor
@Priority(ChainOrder.ATTEMPT)
final class AttemptInterceptor {

    /** The bound on further requests of one attempt, most of which send nothing; no pool has more old connections. */
    private static final int MOST_REQUESTS = 256;

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    @AroundInvoke
    @Nullable
    Object attempt(InvocationContext invocation) throws Exception {
        Class<?> answer = invocation.getMethod().getReturnType();
        if (answer == Uni.class) {
            return later(invocation);
        }
        return CompletionStage.class.isAssignableFrom(answer)
                ? later(invocation).subscribeAsCompletionStage()
                : now(invocation);
    }

    private static Call call(InvocationContext invocation) {
        Call current = CallContext.current();
        // The context is lost where something moves an attempt to its own thread, as @Asynchronous does.
        return current == null ? (Call) invocation.getContextData().get(ClientEndpointInterceptor.CALL) : current;
    }

    private static @Nullable Attempt next(Call call) {
        Attempt attempt = call.next();
        if (attempt != null) {
            call.context().offer(attempt);
        }
        return attempt;
    }

    private static Uni<?> later(InvocationContext invocation) {
        return Uni.createFrom().deferred(() -> {
            Call call = call(invocation);
            Attempt attempt = next(call);
            return attempt == null
                    ? Uni.createFrom().failure(call.lastFailure())
                    : call.context()
                            .inside(() -> ClientEndpointInterceptor.proceed(invocation))
                            .onFailure(failure -> goesAgain(call, attempt, failure))
                            .retry()
                            .atMost(MOST_REQUESTS)
                            .onItem()
                            .invoke(item -> call.answered(attempt))
                            .onFailure()
                            .transform(failure -> call.failed(attempt, failure));
        });
    }

    private static @Nullable Object now(InvocationContext invocation) throws Exception {
        Call call = call(invocation);
        call.pause().end();
        Attempt attempt = next(call);
        if (attempt == null) {
            throw thrown(call.lastFailure());
        }
        try {
            for (int request = 0; ; request++) {
                try {
                    Object answer = invocation.proceed();
                    call.answered(attempt);
                    return answer;
                } catch (Exception failure) {
                    if (request == MOST_REQUESTS || !goesAgain(call, attempt, failure)) {
                        throw failure;
                    }
                }
            }
        } catch (Throwable failure) { // an error, too: else the instance would have a call in flight for ever
            Throwable reported = call.failed(attempt, failure);
            call.pause().begin();
            throw thrown(reported);
        }
    }

    /**
     * Offers the attempt to one more request to the same instance, if there may be one; tells whether it did. There may be one if
     * a stale connection broke and the request may be repeated, once, or if no connection came about and the instance has an
     * untried address of the other family.
     */
    private static boolean goesAgain(Call call, Attempt attempt, Throwable failure) {
        if (attempt.isOver() || !call.isWaitedFor()) {
            return false;
        }
        boolean stale = Outcome.isStale(attempt, failure);
        boolean again =
                stale ? isRepeatable(attempt) : Outcome.isWithoutConnection(attempt, failure) && attempt.switchFamily();
        if (again && stale) {
            attempt.repeat();
        }
        if (again) {
            call.context().offer(attempt);
        }
        return again;
    }

    /** Tells whether a request may be repeated: its body, and its HTTP method (RFC 9110, section 9.2.2) or {@code @Retry}. */
    private static boolean isRepeatable(Attempt attempt) {
        RestClientRequestContext request = attempt.sending().request();
        if (request == null || !attempt.sending().isRepeatable()) {
            return false;
        }
        Method method = request.getInvokedMethod();
        return IDEMPOTENT.contains(request.getHttpMethod())
                || method != null
                        && (method.isAnnotationPresent(Retry.class)
                                || method.getDeclaringClass().isAnnotationPresent(Retry.class));
    }

    private static Exception thrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (Exception) failure;
    }
}
