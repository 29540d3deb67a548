package org.acme.kit.deadline;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.acme.kit.error.DeadlineExceeded;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Knows the deadline of the request that is being served, and bounds work by it. Thread-safe.
 *
 * <p>It is kept in the Vert.x context of the request, which follows it over threads. Where there is no request, a job for
 * example, each piece of work has {@code kit.deadline.default} from when it asks.
 */
@ApplicationScoped
public class Deadlines {

    private static final String KEY = Deadline.class.getName();
    private static final Duration LONGEST = Duration.ofDays(1);

    private final long longest;
    private final LongSupplier nanoTime;
    private final Vertx vertx;

    @Inject
    Deadlines(@ConfigProperty(name = "kit.deadline.default") Duration longest, Vertx vertx) {
        this(longest, System::nanoTime, vertx);
    }

    Deadlines(Duration longest, LongSupplier nanoTime, Vertx vertx) {
        if (longest.toMillis() < 1 || longest.compareTo(LONGEST) > 0) {
            throw new ConfigurationException("kit.deadline.default is " + longest + "; allowed: 1ms to 1d");
        }
        this.longest = longest.toMillis();
        this.nanoTime = nanoTime;
        this.vertx = vertx;
    }

    /** Returns the deadline of the current request, or one of the default length from now if there is no request. */
    public Deadline current() {
        Deadline known = ofRequest();
        return known == null ? Deadline.in(longest, nanoTime) : known;
    }

    /** Returns null outside of a request. Looks one context further out as well: a REST client makes each call in one of its own. */
    static @Nullable Deadline ofRequest() {
        Context here = Vertx.currentContext();
        return here == null || !VertxContext.isDuplicatedContext(here) ? null : of(here);
    }

    private static @Nullable Deadline of(Context context) {
        Deadline known = context.getLocal(KEY);
        // Outside of a request the parent is the root context, which holds nothing of anybody.
        Context parent = context.getLocal(VertxContext.PARENT_CONTEXT);
        return known != null || parent == null || !VertxContext.isDuplicatedContext(parent)
                ? known
                : parent.getLocal(KEY);
    }

    /** Internal: makes a deadline that of the current Vert.x context, which belongs to one call. */
    public void carry(Deadline deadline) {
        ContextLocals.put(KEY, deadline);
    }

    /**
     * Makes the deadline of the current request.
     *
     * @param sent the milliseconds that the caller has left, as the header says; null for none
     */
    void begin(@Nullable String sent) {
        if (VertxContext.isOnDuplicatedContext()) {
            ContextLocals.put(KEY, arriving(sent));
        }
    }

    Deadline arriving(@Nullable String sent) {
        return Deadline.in(RemainingTime.millis(sent, longest), nanoTime);
    }

    /**
     * Bounds an answer whose deadline is not spent: when the time is up it is cancelled and fails with {@link DeadlineExceeded}.
     * An answer that is there at once costs no timer.
     */
    public <T> Uni<T> bound(Uni<T> answer, Deadline deadline) {
        return new TimeLimit<>(answer, deadline, vertx);
    }
}
