package org.acme.kit.client;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.CompletionStage;
import org.acme.kit.deadline.Deadline;
import org.acme.kit.deadline.DeadlineExceeded;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.middleware.ChainOrder;
import org.acme.kit.stork.Balancers;
import org.jspecify.annotations.Nullable;

/** The interceptor that begins a call for each invocation of a client, and for each subscription to a {@code Uni} it returns. */
@ClientEndpoint
@Interceptor
@Priority(ChainOrder.CALL)
final class ClientEndpointInterceptor {

    private static final String CALL = Call.class.getName();

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
    private static Uni<?> proceed(InvocationContext invocation) throws Exception {
        Object answer = invocation.proceed();
        return answer instanceof Uni<?> uni ? uni : Uni.createFrom().completionStage((CompletionStage<?>) answer);
    }

    private Call begin(InvocationContext invocation) {
        Deadline deadline = deadlines.current();
        deadline.requireMillis();
        Call begun = new Call(
                ClientName.of(invocation),
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
                    .invoke(answer -> call.end()) // a fallback answers in place of an attempt, which would go on
                    .onFailure()
                    .transform(failure -> call.end().reported(failure));
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
            Object answer = invocation.proceed();
            call.end(); // as above
            return answer;
        } catch (Throwable failure) {
            if (isInterrupted(call, failure)) { // and not by @Timeout, which throws an exception of its own
                call.abandon(failure);
            }
            call.pause().end(); // before the failure is logged
            throw thrown(call.end().reported(call.pause().reasonOr(PeerFault.ofDeadline(failure))));
        } finally {
            call.pause().end();
            leave.run();
            stop.run();
        }
    }

    /** Tells whether the caller's thread was interrupted, and not because the call is over. */
    private static boolean isInterrupted(Call call, Throwable failure) {
        return PeerFault.unwrapped(failure) instanceof InterruptedException && call.isWaitedFor();
    }

    /** Returns an exception to throw; throws an error itself. */
    private static Exception thrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (Exception) failure;
    }

    /** The interceptor that makes one attempt of a call. It runs inside Fault Tolerance, so each retry passes it again. */
    @ClientEndpoint
    @Interceptor
    @Priority(ChainOrder.ATTEMPT)
    static final class AttemptInterceptor {

        /** The bound on further requests of one attempt, most of which send nothing; no pool has more old connections. */
        private static final int MOST_REQUESTS = 256;

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
            return current == null ? (Call) invocation.getContextData().get(CALL) : current;
        }

        private static Uni<?> later(InvocationContext invocation) {
            return Uni.createFrom().deferred(() -> {
                Call call = call(invocation);
                Attempt attempt = call.context().offer(call.next());
                return attempt == null
                        ? Uni.createFrom().failure(call.lastFailure())
                        : call.context()
                                .inside(() -> proceed(invocation))
                                .onFailure(failure -> attempt.goesAgain(failure))
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
            Attempt attempt = call.context().offer(call.next());
            if (attempt == null) {
                throw thrown(call.lastFailure());
            }
            Runnable leave = call.context().enter(); // after a @Timeout, Fault Tolerance may retry on another thread
            try {
                return request(invocation, call, attempt);
            } finally {
                leave.run();
            }
        }

        private static @Nullable Object request(InvocationContext invocation, Call call, Attempt attempt)
                throws Exception {
            for (int request = 0; ; request++) {
                try {
                    Object answer = invocation.proceed();
                    call.answered(attempt);
                    return answer;
                } catch (Throwable failure) { // an error, too: else the instance would have a call in flight for ever
                    if (failure instanceof Error || request == MOST_REQUESTS || !attempt.goesAgain(failure)) {
                        // A time-out may leave the attempt open. What comes next tells whether it was one.
                        boolean open = isInterrupted(call, failure)
                                && attempt.sending().interrupted(failure);
                        Throwable reported = open ? failure : call.failed(attempt, failure);
                        call.pause().begin();
                        throw thrown(reported);
                    }
                }
            }
        }
    }
}
