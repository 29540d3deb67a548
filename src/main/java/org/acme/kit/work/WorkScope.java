package org.acme.kit.work;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.http.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * One unit of work while it is open: a Vert.x context of its own, from which its log lines, its spans and its clients read.
 *
 * <p>A context that carries no work yet, such as that of a job or a message, is used as it is: what its opener has put there,
 * such as the request scope, stays in reach.
 */
final class WorkScope {

    private final @Nullable Context before = Vertx.currentContext();
    private final ContextInternal context;
    private final String origin;
    private final @Nullable String id;
    private final @Nullable Duration left;
    private final Deadlines deadlines;
    private final boolean traced;

    private final io.opentelemetry.context.Context parent = io.opentelemetry.context.Context.current();
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Span span = Span.getInvalid();
    private Scope current = Scope.noop();

    WorkScope(
            String origin,
            @Nullable String id,
            @Nullable Duration left,
            Vertx vertx,
            Deadlines deadlines,
            boolean traced) {
        this.context = (ContextInternal) (isFree() ? before : fresh(vertx));
        this.origin = origin;
        this.id = id;
        this.left = left;
        this.deadlines = deadlines;
        this.traced = traced;
    }

    private boolean isFree() {
        return VertxContext.isOnDuplicatedContext() && RequestId.current() == null;
    }

    private static Context fresh(Vertx vertx) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true); // nothing else runs in it
        return context;
    }

    <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
        ContextInternal outside = context.beginDispatch();
        try {
            open();
            T result = work.call();
            close(null);
            return result;
        } catch (Throwable failure) {
            close(failure);
            throw failure;
        } finally {
            context.endDispatch(outside);
        }
    }

    <T> void subscribe(Supplier<Uni<T>> work, UniEmitter<? super T> caller) {
        ContextInternal outside = context.beginDispatch();
        try {
            open();
            Cancellable running = Uni.createFrom()
                    .<T>deferred(work::get)
                    .subscribe()
                    .with(
                            item -> end(null, () -> caller.complete(item)),
                            failure -> end(failure, () -> caller.fail(failure)));
            caller.onTermination(() -> {
                try {
                    running.cancel();
                } finally {
                    end(null, () -> {});
                }
            });
        } catch (Throwable broken) { // the subscription itself; the caller hears of it
            close(broken);
            throw broken;
        } finally {
            context.endDispatch(outside);
        }
    }

    private void open() {
        RequestId.begin(id);
        ContextLocals.put(Work.ORIGIN, origin);
        deadlines.begin(left);
        if (traced) {
            span = GlobalOpenTelemetry.getTracer(Work.class.getName())
                    .spanBuilder(origin)
                    .setParent(parent)
                    .startSpan();
            current = span.makeCurrent();
        }
    }

    /** Closes the work in its own context, then returns to the caller's context: what follows is no part of this work. */
    private void end(@Nullable Throwable failure, Runnable tell) {
        if (context != Vertx.currentContext()) {
            context.runOnContext(here -> end(failure, tell));
            return;
        }
        close(failure);
        if (before == null || before == context) {
            tell.run();
        } else {
            before.runOnContext(back -> tell.run());
        }
    }

    private void close(@Nullable Throwable failure) {
        if (!open.compareAndSet(true, false)) {
            return;
        }
        try {
            endSpan(failure);
        } catch (Throwable broken) { // of the telemetry: no failure of the work
            Infrastructure.handleDroppedException(broken);
        }
        current.close();
        deadlines.end();
        ContextLocals.remove(Work.ORIGIN);
        RequestId.end();
    }

    private void endSpan(@Nullable Throwable failure) {
        try {
            if (failure != null) {
                span.recordException(failure).setStatus(StatusCode.ERROR); // asks it for its message
            }
        } finally {
            span.end();
        }
    }
}
