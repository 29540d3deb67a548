package org.acme.kit.balancing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.acme.kit.balancing.EjectionLog.CircuitOpen;
import org.acme.kit.balancing.Plan.Route;
import org.acme.kit.balancing.Selection.Strategy;

/**
 * Internal: the balancing of one service: picks by priority and weight, past those that are ejected. Thread-safe.
 *
 * <p>A pick reads a plan, which is made when discovery brings a new list or an instance changes its standing: it takes no lock
 * and allocates nothing. Only the pick that meets a new list, starts a probe or has to look for long for an instance that was not
 * tried, does not push back and is not overloaded does either.
 */
public final class Balancer {

    /** What a first attempt has tried: nothing. */
    public static final Predicate<BalancedInstance> NONE_TRIED = instance -> false;

    /** What else has to know; called by the thread that picks or reports, so it must not block. */
    public interface Listener {

        /** Ignores everything. */
        Listener NONE = new Listener() {};

        /** Hears that discovery brought other instances. */
        default void changed() {}

        /** Hears, at each ejection, that more than half of the instances are ejected. */
        default void mostEjected() {}
    }

    private final String service;
    private final Planner planner;
    private final LongSupplier nanoTime;

    Balancer(
            String service,
            Strategy strategy,
            EjectionRules rules,
            LongSupplier nanoTime,
            Function<Object, Member> reader) {
        this.service = service;
        this.planner = new Planner(service, strategy, rules, nanoTime, reader);
        this.nanoTime = nanoTime;
    }

    /**
     * Makes a balancer that picks in turn (smooth weighted round robin), from a random turn on.
     *
     * @param reader reads what discovery calls an instance
     */
    public static Balancer roundRobin(String service, EjectionRules rules, Function<Object, Member> reader) {
        long start = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        return new Balancer(service, Selection.inTurn(start), rules, System::nanoTime, reader);
    }

    /**
     * Makes a balancer that draws by weight (RFC 2782).
     *
     * @param reader reads what discovery calls an instance
     */
    public static Balancer random(String service, EjectionRules rules, Function<Object, Member> reader) {
        Strategy strategy =
                Selection.atRandom(bound -> ThreadLocalRandom.current().nextLong(bound));
        return new Balancer(service, strategy, rules, System::nanoTime, reader);
    }

    /**
     * Picks an instance that a call has not tried; any if it has tried all.
     *
     * @param instances discovery's list, not empty, one that never changes: its identity stands for its content
     * @throws CircuitOpen if the circuit is open, except to one call each second
     */
    public BalancedInstance pick(Collection<?> instances, Predicate<BalancedInstance> tried) {
        Plan plan = planner.plan();
        if (plan == null || plan.source() != instances) {
            plan = planner.replan(instances);
        }
        Route route = plan.route();
        if (route.isOpen()) {
            return counted(planner.probeEarly(route, tried).orElseThrow(() -> CircuitOpen.of(service, route)));
        }
        if (route.probes().isDue(nanoTime)) {
            Optional<BalancedInstance> probe = planner.startProbe(tried);
            if (probe.isPresent()) {
                return counted(probe.get());
            }
        }
        return counted(route.candidates().next(tried));
    }

    private static BalancedInstance counted(BalancedInstance picked) {
        picked.health().picked();
        return picked;
    }

    /** Tells whether there is an instance that a call has not tried and that does not push back. */
    public boolean hasLeft(Predicate<BalancedInstance> tried) {
        Plan plan = planner.plan();
        return plan == null || plan.route().candidates().hasLeft(tried);
    }

    /** Returns the service's name in Stork's configuration. */
    public String service() {
        return service;
    }

    /** Has the listener called from now on, in place of the one before. */
    public void listen(Listener listener) {
        planner.listen(listener);
    }

    /**
     * Has failures count the more the older what discovery says is: {@code failures} times the freshness, rounded up, eject an instance.
     *
     * @param freshness 1 as long as what discovery says is confirmed in time, and toward 0 the longer it is not; read at each failure,
     *     so it must not block
     */
    public void freshness(DoubleSupplier freshness) {
        planner.freshness(freshness);
    }

    /** Tells whether no instance is available, and ejections are ignored. */
    public boolean isInPanicMode() {
        Plan plan = planner.plan();
        return plan != null && plan.route().mode() == Route.Mode.PANIC;
    }

    /** Tells whether the circuit is open: no instance answers. */
    public boolean isOpen() {
        Plan plan = planner.plan();
        return plan != null && plan.route().isOpen();
    }

    List<BalancedInstance> instances() {
        Plan plan = planner.plan();
        return plan == null ? List.of() : plan.instances().toList();
    }

    /** Returns how each instance does, the lowest priority number first; empty before the first call. */
    public List<InstanceReport> report() {
        Plan plan = planner.plan();
        return plan == null ? List.of() : InstanceReport.of(plan, nanoTime.getAsLong());
    }

    /**
     * One instance of a service as discovery names it.
     *
     * @param id unique among the instances of the service at a time
     * @param address where it answers, {@code 10.0.0.2:8080} or {@code [2001:db8::2]:8080}: its identity across absences
     * @param priority 0 or more; the lowest number is used first (RFC 2782)
     * @param weight 0 or more: the share within the priority (RFC 2782)
     * @param origin what discovery calls it; returned with each pick and compared with {@code equals}
     */
    public record Member(long id, String address, int priority, int weight, Object origin) {}
}
