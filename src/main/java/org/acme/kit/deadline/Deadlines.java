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
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of requests and other units of work: the current one, those of endpoints, and the bound on an answer.
 * Thread-safe.
 *
 * <p>The deadline is kept in the Vert.x context of the unit of work, which follows it over threads. Outside of any, in a plain
 * job for example, {@link #current} begins {@code kit.deadline.default} anew each time.
 */
@ApplicationScoped
public class Deadlines {

    private static final String KEY = Deadline.class.getName();
    private static final String PREFIX = "kit.deadline.";
    private static final Set<String> OTHERS = Set.of("default", "header");
    /** The longest deadline that is allowed. */
    static final Duration LONGEST = Duration.ofDays(1);

    private final long longest;
    private final Map<String, Duration> endpoints;
    private final LongSupplier nanoTime;
    private final Vertx vertx;

    @Inject
    Deadlines(@ConfigProperty(name = "kit.deadline.default") Duration longest, Config config, Vertx vertx) {
        this(longest, endpoints(config), System::nanoTime, vertx);
    }

    Deadlines(Duration longest, Map<String, Duration> endpoints, LongSupplier nanoTime, Vertx vertx) {
        this.longest = check("kit.deadline.default", longest);
        endpoints.forEach((endpoint, own) -> check("kit.deadline.\"" + endpoint + "\"", own));
        this.endpoints = endpoints;
        this.nanoTime = nanoTime;
        this.vertx = vertx;
    }

    /**
     * Reads the keys {@code kit.deadline."<endpoint>"}; without quotes they mean the same. An environment variable has an underscore
     * for each dash of a name, which is read as a dot. The source with the highest ordinal decides.
     */
    static Map<String, Duration> endpoints(Config config) {
        Map<String, Duration> deadlines = new TreeMap<>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(key -> key.startsWith(PREFIX) && !OTHERS.contains(key.substring(PREFIX.length())))
                .sorted(Comparator.comparingInt(
                        key -> config.getConfigValue(key).getSourceOrdinal()))
                .forEach(key -> deadlines.put(
                        key.substring(PREFIX.length()).replace("\"", "").replace('.', '-'), value(config, key)));
        return Map.copyOf(deadlines);
    }

    private static Duration value(Config config, String key) {
        try {
            return config.getValue(key, Duration.class);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(
                    key + " is '" + config.getConfigValue(key).getValue() + "'; allowed: 1ms to 1d", wrong);
        }
    }

    private static long check(String key, Duration value) {
        if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
            throw new ConfigurationException(key + " is " + value + "; allowed: 1ms to 1d");
        }
        return value.toMillis();
    }

    /** Returns the deadlines of single endpoints, {@code kit.deadline."<endpoint>"}, by endpoint name. */
    public Map<String, Duration> endpoints() {
        return endpoints;
    }

    /** Returns how long a call of an endpoint may take, from where its work begins: 1 ms to 1 day. */
    public Duration of(String endpoint) {
        return endpoints.getOrDefault(endpoint, Duration.ofMillis(longest));
    }

    /** Returns the deadline of the current unit of work, or one of the default length from now if there is none. */
    public Deadline current() {
        Deadline known = ofRequest();
        return known == null ? Deadline.in(longest, nanoTime) : known;
    }

    /** Returns the deadline of the current unit of work; null outside of any, and in a stream whose caller has sent none. */
    static @Nullable Deadline ofRequest() {
        Deadline.OfWork work = work();
        return work == null ? null : work.current();
    }

    private static Deadline.@Nullable OfWork work() {
        Context here = Vertx.currentContext();
        return here == null || !VertxContext.isDuplicatedContext(here) ? null : of(here);
    }

    private static Deadline.@Nullable OfWork of(Context context) {
        Deadline.OfWork known = context.getLocal(KEY);
        // Outside of a request the parent is the root context, which has no data of any request.
        Context parent = context.getLocal(VertxContext.PARENT_CONTEXT);
        return known != null || parent == null || !VertxContext.isDuplicatedContext(parent)
                ? known
                : parent.getLocal(KEY);
    }

    /** Internal: sets the deadline of the current Vert.x context, which must belong to one call. */
    public void carry(Deadline deadline) {
        ContextLocals.put(KEY, new Deadline.OfWork(deadline, deadline));
    }

    /**
     * Internal: begins the deadline of a unit of work in the current Vert.x context; does nothing without one.
     *
     * @param left how long the caller waits, 0 or more; what exceeds {@code kit.deadline.default} counts only for an endpoint
     *     that has more. Null for {@code kit.deadline.default}
     */
    public void begin(@Nullable Duration left) {
        if (VertxContext.isOnDuplicatedContext()) {
            Deadline caller = left == null ? null : Deadline.in(within(left, LONGEST.toMillis()), nanoTime);
            ContextLocals.put(KEY, new Deadline.OfWork(arriving(left), caller));
        }
    }

    /** Internal: removes the deadline from the current Vert.x context; does nothing without one. */
    public void end() {
        if (VertxContext.isOnDuplicatedContext()) {
            ContextLocals.remove(KEY);
        }
    }

    /**
     * Returns the deadline of an endpoint that is about to be called. The first endpoint of a unit of work decides for all that
     * is called within: it may have more time than the default, but not more than the caller. An endpoint within has no more than
     * is left.
     */
    Deadline entering(String endpoint) {
        Duration own = endpoints.get(endpoint);
        Deadline.OfWork work = work();
        if (work == null) {
            return own == null ? current() : Deadline.in(own.toMillis(), nanoTime);
        }
        return work.entering(own == null ? null : Deadline.in(own.toMillis(), nanoTime), current());
    }

    /** Removes the default deadline from the current work, for a stream: each call within has its own. The caller's remains. */
    void enteringStream() {
        Deadline.OfWork work = work();
        if (work != null) {
            work.enteringStream();
        }
    }

    Deadline arriving(@Nullable Duration left) {
        return Deadline.in(left == null ? longest : within(left, longest), nanoTime);
    }

    private static long within(Duration left, long millis) {
        return Math.max(0, Math.min(millis, left.toMillis()));
    }

    /**
     * Bounds an answer whose deadline is not spent: when the time is up, it is cancelled and fails with {@link DeadlineExceeded}.
     * An answer that comes at once costs no timer.
     */
    public <T> Uni<T> bound(Uni<T> answer, Deadline deadline) {
        return new DeadlineUni<>(answer, deadline, vertx);
    }
}
