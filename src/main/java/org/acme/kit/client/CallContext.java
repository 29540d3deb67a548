package org.acme.kit.client;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.kit.deadline.Deadlines;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The Vert.x context of one call: it holds the call, its deadline, and the log fields and the trace of the caller.
 *
 * <p>All attempts run on it, whether the caller is on an event loop, a worker, a virtual thread or any other thread. Fault
 * Tolerance retries on it, and the REST client copies it for each request.
 */
final class CallContext {

    private static final String CALL = Call.class.getName();

    private final ContextInternal own;
    private final ContextInternal callers;
    private final Method method;
    private final AtomicReference<@Nullable Attempt> offered = new AtomicReference<>();

    private CallContext(Method method, ContextInternal own, ContextInternal callers) {
        this.method = method;
        this.own = own;
        this.callers = callers;
    }

    /**
     * Creates the context of a call for the current thread, nested in that of its caller. A caller without one gets one without a
     * deadline: what it does after the answer is no part of the call.
     */
    static CallContext of(Call call, Method method, Deadlines deadlines, Vertx vertx) {
        ContextInternal current = (ContextInternal) Vertx.currentContext();
        ContextInternal callers = current != null && current.isDuplicate() ? current : ofCaller(vertx);
        ContextInternal own = (ContextInternal) VertxContext.newNestedContext(callers);
        own.putLocal(CALL, call);
        run(() -> deadlines.carry(call.deadline()), own);
        return new CallContext(method, own, callers);
    }

    /** Creates a context with the log fields and the trace of the current thread. */
    private static ContextInternal ofCaller(Vertx vertx) {
        Map<String, Object> fields = new HashMap<>(MDC.getMap());
        io.opentelemetry.context.Context trace = io.opentelemetry.context.Context.current();
        ContextInternal callers = (ContextInternal) VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        run(() -> fields.forEach(MDC::put), callers);
        run(trace::makeCurrent, callers); // as long as the context lives
        return callers;
    }

    /** Returns the call of the current context, or of the one that a request was made in; null if there is none. */
    static @Nullable Call current() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context) ? context.getLocal(CALL) : null;
    }

    /** Offers an attempt, if there is one, to the next request of the call; returns it. */
    @Nullable
    Attempt offer(@Nullable Attempt attempt) {
        offered.set(attempt);
        return attempt;
    }

    /** Returns the offered attempt, once; null for another method: a filter may call other clients on this context. */
    @Nullable
    Attempt claim(@Nullable Method requested) {
        // Compares name and parameters, because the interceptor sees the method of a generated subclass.
        return requested != null
                        && requested.getName().equals(method.getName())
                        && Arrays.equals(requested.getParameterTypes(), method.getParameterTypes())
                ? offered.getAndSet(null)
                : null;
    }

    /** Runs a task on the current thread, inside this context. */
    void inside(Runnable task) {
        run(task, own);
    }

    private static void run(Runnable task, ContextInternal context) {
        ContextInternal before = context.beginDispatch();
        try {
            task.run();
        } finally {
            context.endDispatch(before);
        }
    }

    /** Returns a {@code Uni} that runs a task inside this context, on the thread that subscribes. */
    <T> Uni<T> inside(Callable<Uni<? extends T>> task) {
        return Uni.createFrom().emitter(caller -> inside(() -> subscribe(task, caller, Runnable::run)));
    }

    /** Returns a {@code Uni} that runs a task inside this context, on its event loop; the caller continues in its own context. */
    <T> Uni<T> soon(Callable<Uni<? extends T>> task) {
        return Uni.createFrom().emitter(caller -> run(() -> subscribe(task, caller, this::back)));
    }

    private static <T> void subscribe(
            Callable<Uni<? extends T>> task, UniEmitter<? super T> caller, Executor ofCaller) {
        try {
            // A cancellation is not passed on: the call ends the attempt, and the REST client would lose a connection
            // by it.
            task.call()
                    .subscribe()
                    .with(
                            item -> ofCaller.execute(() -> caller.complete(item)),
                            failure -> ofCaller.execute(() -> caller.fail(failure)));
        } catch (Throwable failure) { // nobody else tells the caller
            ofCaller.execute(() -> caller.fail(failure));
        }
    }

    /** Enters this context on the current thread; the returned task leaves it and must run on the same thread. */
    Runnable enter() {
        ContextInternal before = own.beginDispatch();
        return () -> own.endDispatch(before);
    }

    /** Runs a task that does not block inside this context: at once if on its thread, else later on its event loop. */
    private void run(Runnable task) {
        if (own.inThread()) {
            inside(task);
        } else {
            own.runOnContext(here -> task.run());
        }
    }

    /** Runs a task of the caller on the current thread, in the caller's context if that belongs to this thread. */
    private void back(Runnable task) {
        if (callers.inThread()) {
            run(task, callers);
        } else {
            task.run();
        }
    }

    /** Runs a task after a delay, 1 ms at least; the returned task cancels it. */
    Runnable later(long millis, Runnable task) {
        long timer = own.owner().setTimer(Math.max(1, millis), id -> task.run());
        return () -> own.owner().cancelTimer(timer);
    }

    /**
     * The pause between two attempts of a call that blocks: Fault Tolerance sleeps there. The end of the call interrupts it, and
     * nothing else. Thread-safe.
     */
    static final class Pause {

        private @Nullable Thread sleeper;
        private boolean interrupted;
        private @Nullable Throwable reason;

        /** Begins the pause of the current thread, whose attempt has failed; interrupts it at once if the call is over. */
        synchronized void begin() {
            sleeper = Thread.currentThread();
            interruptIfOver();
        }

        /** Ends the pause of the current thread and clears the interruption, if it came from here. */
        synchronized void end() {
            if (interrupted && sleeper == Thread.currentThread()) {
                Thread.interrupted();
            }
            interrupted = false;
            sleeper = null;
        }

        /** Stops the pause, this one or one that begins later. */
        synchronized void stop(Throwable why) {
            reason = why;
            interruptIfOver();
        }

        private void interruptIfOver() {
            if (reason != null && sleeper != null && !sleeper.isInterrupted()) {
                interrupted = true;
                sleeper.interrupt();
            }
        }

        /** Returns why the call is over, else the failure itself. */
        synchronized Throwable reasonOr(Throwable failure) {
            return reason == null ? failure : reason;
        }
    }
}
