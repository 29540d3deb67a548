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
 * The Vert.x context that one call has of its own: it knows the call, its deadline, and the log fields and the trace of the caller.
 *
 * <p>All attempts run on it, for callers on an event loop, a worker, a virtual thread and any other thread. Fault Tolerance comes
 * back to it for a retry, and the REST client takes it along with each request.
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

    /** Makes the context of a call for the current thread. */
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

    /** Offers an attempt to the request that is about to make it. */
    void offer(Attempt attempt) {
        offered.set(attempt);
    }

    /** Gives the attempt to the request that makes it; null if the request is none of this call: a filter may call others. */
    @Nullable
    Attempt claim(@Nullable Method requested) {
        // By name and parameters: the interceptor sees the method of a subclass that Quarkus generates.
        return requested != null
                        && requested.getName().equals(method.getName())
                        && Arrays.equals(requested.getParameterTypes(), method.getParameterTypes())
                ? offered.getAndSet(null)
                : null;
    }

    /** Runs a task on the current thread, inside of this context. */
    void inside(Runnable task) {
        ContextInternal before = own.beginDispatch();
        try {
            task.run();
        } finally {
            own.endDispatch(before);
        }
    }

    /** Returns what a task returns that runs inside of this context on the thread that subscribes. */
    <T> Uni<T> inside(Callable<Uni<? extends T>> task) {
        return Uni.createFrom().emitter(caller -> inside(() -> subscribe(task, caller)));
    }

    /** Returns what a task returns that runs inside of this context, on its event loop; the caller continues in its own. */
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
        } catch (Exception failure) {
            caller.fail(failure);
        }
    }

    /** Begins to be inside of this context on the current thread; the result ends it. */
    Runnable enter() {
        ContextInternal before = own.beginDispatch();
        return () -> own.endDispatch(before);
    }

    /** Runs a task that does not block inside of this context: at once on its event loop, soon from elsewhere. */
    void run(Runnable task) {
        if (own.inThread()) {
            inside(task);
        } else {
            own.runOnContext(here -> task.run());
        }
    }

    /** Continues the caller on the current thread, in its own context if it has one that belongs to this thread. */
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

    /** Runs a task after so many milliseconds; returns what stops it. */
    Runnable later(long millis, Runnable task) {
        long timer = own.owner().setTimer(Math.max(1, millis), id -> task.run());
        return () -> own.owner().cancelTimer(timer);
    }
}
