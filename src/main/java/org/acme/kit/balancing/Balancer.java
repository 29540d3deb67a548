package org.acme.kit.balancing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.acme.kit.balancing.Plan.Route;
import org.acme.kit.balancing.Planner.CircuitOpen;
import org.acme.kit.balancing.Selection.Strategy;

/**
 * Internal: the balancer of one service. It picks by priority and weight (RFC 2782) and avoids ejected instances. Thread-safe.
 *
 * <p>A pick reads a plan, takes no lock and allocates nothing. The plan is made anew when discovery brings a new list or an
 * instance changes its standing. A pick may lock or allocate only if it meets a new list, starts a probe, or finds in its first
 * draws no instance that is untried, does not push back and is within the bounded load.
 */
public final class Balancer {

    /** The predicate of a first attempt, which has tried no instance. */
    public static final Predicate<BalancedInstance> NONE_TRIED = instance -> false;

    /** A listener to one balancer. The thread that picks or ends an attempt calls it, so it must not block. */
    public interface Listener {

        /** Ignores everything. */
        Listener NONE = new Listener() {};

        /** Called when discovery has brought a changed list, and for the first one. */
        default void changed() {}

        /** Called when an instance changes its standing and is not available, while more than half of all are not available. */
        default void mostEjected() {}
    }

    private final String service;
    private final Planner planner;
    private final LongSupplier nanoTime;
    private final AtomicLong nextProbe;
    private volatile int earlyProbes; // written only by the thread that may probe in this second

    Balancer(
            String service,
            Strategy strategy,
            EjectionRules rules,
            LongSupplier nanoTime,
            Function<Object, Member> reader) {
        this.service = service;
        this.planner = new Planner(service, strategy, rules, nanoTime, reader);
        this.nanoTime = nanoTime;
        this.nextProbe = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Makes a balancer that picks in turn (smooth weighted round robin), from a random turn on.
     *
     * @param reader converts an instance of discovery's list
     */
    public static Balancer roundRobin(String service, EjectionRules rules, Function<Object, Member> reader) {
        long start = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        return new Balancer(service, Selection.inTurn(start), rules, System::nanoTime, reader);
    }

    /**
     * Makes a balancer that draws at random by weight (RFC 2782).
     *
     * @param reader converts an instance of discovery's list
     */
    public static Balancer random(String service, EjectionRules rules, Function<Object, Member> reader) {
        Strategy strategy =
                Selection.atRandom(bound -> ThreadLocalRandom.current().nextLong(bound));
        return new Balancer(service, strategy, rules, System::nanoTime, reader);
    }

    /**
     * Picks an instance that a call has not tried; any if it has tried all.
     *
     * @param instances discovery's list, not empty and never changed: the same object means the same content
     * @param tried tests whether the call has tried an instance; must not block
     * @throws CircuitOpen if the circuit is open, except to one call each second, which is a probe
     */
    public BalancedInstance pick(Collection<?> instances, Predicate<BalancedInstance> tried) {
        Plan plan = planner.plan();
        if (plan == null || plan.source() != instances) {
            plan = planner.replan(instances);
        }
        Route route = plan.route();
        if (route.isOpen()) {
            return counted(probeEarly(route, tried).orElseThrow(() -> new CircuitOpen(service, route)));
        }
        if (route.probes().isDue(nanoTime)) {
            Optional<BalancedInstance> probe = planner.startProbe(tried);
            if (probe.isPresent()) {
                return counted(probe.get());
            }
        }
        return counted(route.candidates().next(tried));
    }

    /**
     * Begins a probe of a service whose circuit is open; empty if another began within the last second.
     *
     * <p>The ejection of an instance may last minutes, but a service that comes back should serve its callers within about a
     * second. Each early probe begins with another instance.
     */
    private Optional<BalancedInstance> probeEarly(Route route, Predicate<BalancedInstance> tried) {
        long now = nanoTime.getAsLong();
        long due = nextProbe.get();
        if (now - due < 0) {
            return Optional.empty();
        }
        List<BalancedInstance> left =
                route.candidates().all().filter(tried.negate()).toList();
        if (left.isEmpty() || !nextProbe.compareAndSet(due, now + CircuitOpen.RETRY_AFTER.toNanos())) {
            return Optional.empty();
        }
        int first = Math.floorMod(earlyProbes++, left.size());
        return Stream.concat(left.subList(first, left.size()).stream(), left.subList(0, first).stream())
                .map(instance -> instance.probe(true))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static BalancedInstance counted(BalancedInstance picked) {
        picked.health().picked();
        return picked;
    }

    /** Tells whether there is an instance that a call has not tried and that does not push back; true before the first list. */
    public boolean hasLeft(Predicate<BalancedInstance> tried) {
        Plan plan = planner.plan();
        return plan == null || plan.route().candidates().hasLeft(tried);
    }

    /** Returns the service's name in Stork's configuration. */
    public String service() {
        return service;
    }

    /** Sets the listener, in place of the one before. */
    public void listen(Listener listener) {
        planner.listen(listener);
    }

    /**
     * Sets the freshness of discovery's list. It lowers the threshold of ejection: {@code failures} times the freshness, rounded
     * up and at least 1, is the number of failures in a row that ejects an instance.
     *
     * @param freshness 1 as long as the list is confirmed in time, and toward 0 the longer it is not; read at each failure, so it
     *     must not block
     */
    public void freshness(DoubleSupplier freshness) {
        planner.freshness(freshness);
    }

    /** Tells whether panic mode is on: no instance is available, and ejections are ignored. */
    public boolean isInPanicMode() {
        Plan plan = planner.plan();
        return plan != null && plan.route().mode() == Route.Mode.PANIC;
    }

    /** Tells whether the circuit is open: all instances are unreachable, and calls fail at once. */
    public boolean isOpen() {
        Plan plan = planner.plan();
        return plan != null && plan.route().isOpen();
    }

    List<BalancedInstance> instances() {
        Plan plan = planner.plan();
        return plan == null ? List.of() : plan.instances().toList();
    }

    /** Returns a report of each instance, the lowest priority number first; empty before the first pick. */
    public List<InstanceReport> report() {
        Plan plan = planner.plan();
        return plan == null ? List.of() : InstanceReport.of(plan, nanoTime.getAsLong());
    }

    /**
     * One instance of a service as discovery lists it. Immutable.
     *
     * @param id unique among the instances of one list
     * @param address address and port, {@code 10.0.0.2:8080} or {@code [2001:db8::2]:8080}: the identity of its health across
     *     lists
     * @param priority 0 or more; the lowest number is used first (RFC 2782)
     * @param weight 0 or more: the share within the priority (RFC 2782)
     * @param origin the object in discovery's list; returned with each pick and compared with {@code equals}
     */
    public record Member(long id, String address, int priority, int weight, Object origin) {}
}
