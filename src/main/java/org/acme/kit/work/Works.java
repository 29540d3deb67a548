package org.acme.kit.work;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.acme.kit.deadline.Deadlines;
import org.acme.kit.middleware.ChainOrder;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The opener of units of work that are no HTTP requests. Thread-safe.
 *
 * <pre>{@code
 * works.open("orders-in").id(message.id()).within(Duration.ofSeconds(5)).run(() -> place.call(request))
 * }</pre>
 *
 * <p>Everything inside behaves as in a request: log lines and calls to peers have the id, endpoints and clients have the
 * deadline, and spans have a parent.
 */
@ApplicationScoped
public class Works {

    private final Vertx vertx;
    private final Deadlines deadlines;
    private final boolean traced;

    Works(Vertx vertx, Deadlines deadlines, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
        this.vertx = vertx;
        this.deadlines = deadlines;
        this.traced = !untraced;
    }

    /**
     * Prepares a unit of work. Nothing happens before {@code run} or {@code start}.
     *
     * @param origin where the work comes from: the name of the job or the channel
     */
    public Opening open(String origin) {
        return new Opening(origin, null, null);
    }

    /** A unit of work that is about to be opened. Immutable. */
    public final class Opening {

        private final String origin;
        private final @Nullable String id;
        private final @Nullable Duration left;

        private Opening(String origin, @Nullable String id, @Nullable Duration left) {
            this.origin = origin;
            this.id = id;
            this.left = left;
        }

        /**
         * Sets the id that the origin brings.
         *
         * @param brought the id; null, or one that is not valid for {@code RequestId}, for a new one
         */
        public Opening id(@Nullable String brought) {
            return new Opening(origin, brought, left);
        }

        /**
         * Bounds the work by the time that its origin waits for it.
         *
         * @param timeLeft the time that is left, 0 or more; what exceeds {@code kit.deadline.default} counts only for an endpoint
         *     that has more. Null for {@code kit.deadline.default}
         */
        public Opening within(@Nullable Duration timeLeft) {
            return new Opening(origin, id, timeLeft);
        }

        /** Does the work on this thread. */
        public <T extends @Nullable Object> T run(Supplier<T> work) {
            try {
                return scope().call(work::get);
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible); // a supplier throws none
            }
        }

        /** Returns a {@code Uni} that does the work at each subscription. The work lasts until the {@code Uni} ends. */
        public <T> Uni<T> start(Supplier<Uni<T>> work) {
            return Uni.createFrom().emitter(caller -> scope().subscribe(work, caller));
        }

        @SuppressWarnings("unchecked")
        private @Nullable Object call(Callable<@Nullable Object> work, Class<?> answer) throws Exception {
            return answer == Uni.class ? start(() -> (Uni<Object>) called(work)) : scope().call(work);
        }

        private @Nullable Object called(Callable<@Nullable Object> work) {
            try {
                return work.call();
            } catch (Exception failure) {
                return Uni.createFrom().failure(failure);
            }
        }

        private WorkScope scope() {
            return new WorkScope(origin, id, left, vertx, deadlines, traced);
        }
    }

    /** The opening of a unit of work around a method. */
    @UnitOfWork("")
    @Interceptor
    @Priority(ChainOrder.WORK)
    static final class UnitOfWorkInterceptor {

        private final Works works;

        UnitOfWorkInterceptor(Works works) {
            this.works = works;
        }

        @AroundInvoke
        @Nullable
        Object open(InvocationContext call) throws Exception {
            Method method = call.getMethod();
            Class<?> answer = method.getReturnType();
            if (CompletionStage.class.isAssignableFrom(answer) || Flow.Publisher.class.isAssignableFrom(answer)) {
                throw new IllegalStateException("@UnitOfWork does not know when the " + answer.getSimpleName() + " of "
                        + method + " ends; answer a Uni, or open the work with Works");
            }
            return works.open(call.getInterceptorBinding(UnitOfWork.class).value())
                    .call(call::proceed, answer);
        }
    }
}
