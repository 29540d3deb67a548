package org.acme.kit.middleware;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The work of one call that SmallRye Fault Tolerance surrounds. Thread-safe.
 *
 * <p>Fault Tolerance passes no cancellation on, and {@code @Timeout} leaves the work running. This class bypasses it: when the
 * call has ended, its work is cancelled, and the call's slot is free only when none of the work runs any more. The work is the
 * function while it runs, and its {@code Uni} until that ends or is cancelled.
 */
final class RunningWork {

    static final String KEY = RunningWork.class.getName();

    private final Runnable ended;
    private int running;
    private boolean stopped;
    private volatile Runnable cancelAttempt = () -> {};

    RunningWork(Runnable ended) {
        this.ended = ended;
    }

    /** Tells whether the interceptors of a call lose its cancellation. */
    static boolean isLostIn(InvocationContext call) {
        return call.getInterceptorBindings().stream()
                .map(binding -> binding.annotationType().getName())
                .anyMatch(name -> name.startsWith("io.smallrye.faulttolerance.")
                        || name.startsWith("org.eclipse.microprofile.faulttolerance."));
    }

    /** Cancels the work, because the call has ended. Runs {@code ended} as soon as none of the work runs any more. */
    void stop() {
        synchronized (this) {
            stopped = true;
            running++;
        }
        try {
            cancelAttempt.run();
        } finally {
            ends();
        }
    }

    /**
     * Makes one attempt, and cancels the one before, whose time was up.
     *
     * @throws CallEnded if the call has ended
     */
    @Nullable
    Object attempt(InvocationContext call) throws Exception {
        begins();
        try {
            EndingUni.abandon(cancelAttempt); // a clean-up that fails is no failure of this attempt
            Object result = call.proceed();
            return result instanceof Uni<?> answer ? attempt(answer) : result;
        } finally {
            ends();
        }
    }

    private <T> Uni<T> attempt(Uni<T> answer) {
        return Uni.createFrom().emitter(caller -> {
            Attempt<T> attempt = new Attempt<>(caller);
            begins();
            try {
                attempt.subscribeTo(answer);
            } finally {
                ends();
            }
        });
    }

    private void begins() {
        begins(null);
    }

    /** Counts work that begins, and takes what cancels it; together, or a stop between the two would cancel nothing. */
    private void begins(@Nullable Runnable cancel) {
        synchronized (this) {
            if (!stopped) {
                running++;
                cancelAttempt = cancel == null ? cancelAttempt : cancel;
                return;
            }
        }
        throw new CallEnded();
    }

    private void ends() {
        boolean last;
        synchronized (this) {
            running--;
            last = stopped && running == 0;
        }
        if (last) {
            ended.run();
        }
    }

    /** One subscription to the function's {@code Uni}. */
    private final class Attempt<T> {

        private final UniEmitter<? super T> caller;
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicReference<@Nullable Cancellable> work = new AtomicReference<>();

        Attempt(UniEmitter<? super T> caller) {
            this.caller = caller;
        }

        void subscribeTo(Uni<T> answer) {
            begins(this::cancel);
            caller.onTermination(this::cancel);
            work.set(answer.subscribe()
                    .with(item -> end(() -> caller.complete(item)), failure -> end(() -> caller.fail(failure))));
            if (over.get()) { // cancelled during the subscription; after its end this has no effect
                work.get().cancel();
            }
        }

        private void cancel() {
            if (over.compareAndSet(false, true)) {
                Cancellable begun = work.get();
                try {
                    if (begun != null) { // else subscribeTo cancels it
                        begun.cancel();
                    }
                } finally {
                    ends();
                    // Fault Tolerance must receive an end, too: a bulkhead would wait for it for ever.
                    caller.fail(new CallEnded());
                }
            }
        }

        private void end(Runnable tell) {
            if (over.compareAndSet(false, true)) {
                ends();
                tell.run();
            }
        }
    }
}
