package org.acme.kit.client;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
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
    private final @Nullable ContextInternal callers;
    private final Method method;
    private final AtomicReference<@Nullable Attempt> offered = new AtomicReference<>();

    private CallContext(Method method, ContextInternal own, @Nullable ContextInternal callers) {
        this.method = method;
        this.own = own;
        this.callers = callers;
    }

    /** Creates the context of a call for the current thread; nested in the thread's own context if that is duplicated. */
    static CallContext of(Call call, Method method, Deadlines deadlines, Vertx vertx) {
        ContextInternal current = (ContextInternal) Vertx.currentContext();
        boolean inRequest = current != null && current.isDuplicate();
        ContextInternal own = (ContextInternal)
                (inRequest
                        ? VertxContext.newNestedContext(current)
                        : VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        own.putLocal(CALL, call);
        CallContext context = new CallContext(method, own, inRequest ? current : null);
        Map<String, Object> fields = inRequest ? Map.of() : new HashMap<>(MDC.getMap());
        io.opentelemetry.context.Context trace = io.opentelemetry.context.Context.current();
        context.inside(() -> {
            deadlines.carry(call.deadline());
            if (!inRequest) {
                fields.forEach(MDC::put);
                trace.makeCurrent(); // as long as this context lives
            }
        });
        return context;
    }

    /** Returns the call of the current context, or of the one that a request was made in; null if there is none. */
    static @Nullable Call current() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context) ? context.getLocal(CALL) : null;
    }

    /** Offers an attempt to the next request of the call. */
    void offer(Attempt attempt) {
        offered.set(attempt);
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
        ContextInternal before = own.beginDispatch();
        try {
            task.run();
        } finally {
            own.endDispatch(before);
        }
    }

    /** Returns a {@code Uni} that runs a task inside this context, on the thread that subscribes. */
    <T> Uni<T> inside(Callable<Uni<? extends T>> task) {
        return Uni.createFrom().emitter(caller -> inside(() -> subscribe(task, caller)));
    }

    /** Returns a {@code Uni} that runs a task inside this context, on its event loop; the caller continues in its own context. */
    <T> Uni<T> soon(Callable<Uni<? extends T>> task) {
        return Uni.createFrom()
                .emitter(caller -> run(() -> subscribe(task, new UniEmitter<T>() {
                    @Override
                    public void complete(T item) {
                        back(() -> caller.complete(item));
                    }

                    @Override
                    public void fail(Throwable failure) {
                        back(() -> caller.fail(failure));
                    }

                    @Override
                    public UniEmitter<T> onTermination(Runnable end) {
                        caller.onTermination(end);
                        return this;
                    }
                })));
    }

    private static <T> void subscribe(Callable<Uni<? extends T>> task, UniEmitter<? super T> caller) {
        try {
            Cancellable running = task.call().subscribe().with(caller::complete, caller::fail);
            caller.onTermination(running::cancel);
        } catch (Throwable failure) { // nobody else tells the caller
            caller.fail(failure);
        }
    }

    /** Enters this context on the current thread; the returned task leaves it and must run on the same thread. */
    Runnable enter() {
        ContextInternal before = own.beginDispatch();
        return () -> own.endDispatch(before);
    }

    /** Runs a task that does not block inside this context: at once if on its thread, else later on its event loop. */
    void run(Runnable task) {
        if (own.inThread()) {
            inside(task);
        } else {
            own.runOnContext(here -> task.run());
        }
    }

    /** Runs a task of the caller on the current thread, in the caller's context if that belongs to this thread. */
    void back(Runnable task) {
        if (callers == null || !callers.inThread()) {
            task.run();
            return;
        }
        ContextInternal before = callers.beginDispatch();
        try {
            task.run();
        } finally {
            callers.endDispatch(before);
        }
    }

    /** Runs a task after a delay, 1 ms at least; the returned task cancels it. */
    Runnable later(long millis, Runnable task) {
        long timer = own.owner().setTimer(Math.max(1, millis), id -> task.run());
        return () -> own.owner().cancelTimer(timer);
    }
}
