package org.acme.kit.balancing;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.acme.kit.balancing.Balancer.Listener;
import org.acme.kit.balancing.Balancer.Member;
import org.acme.kit.balancing.EjectionLog.CircuitOpen;
import org.acme.kit.balancing.Health.Change;
import org.acme.kit.balancing.Plan.Route;
import org.acme.kit.balancing.Selection.Strategy;
import org.jspecify.annotations.Nullable;

/** The current plan of one service, and the rare steps that need a lock. Thread-safe; calls the listener without the lock. */
final class Planner {

    private static final Duration PROBE_EARLY = CircuitOpen.RETRY_AFTER;

    private final String service;
    private final Strategy strategy;
    private final EjectionRules rules;
    private final LongSupplier nanoTime;
    private final Function<Object, Member> reader;
    private final Healths healths;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong nextProbe;

    private volatile @Nullable Plan plan;
    private volatile int earlyProbes; // written only by the thread that may probe in this second
    private volatile Listener listener = Listener.NONE;
    private volatile DoubleSupplier freshness = () -> 1;

    Planner(
            String service,
            Strategy strategy,
            EjectionRules rules,
            LongSupplier nanoTime,
            Function<Object, Member> reader) {
        this.service = service;
        this.strategy = strategy;
        this.rules = rules;
        this.nanoTime = nanoTime;
        this.reader = reader;
        this.healths = new Healths(rules, () -> freshness.getAsDouble(), nanoTime, this::changed);
        this.nextProbe = new AtomicLong(nanoTime.getAsLong());
    }

    void listen(Listener next) {
        listener = next;
    }

    void freshness(DoubleSupplier next) {
        freshness = next;
    }

    /** Returns the plan, null before the first list. */
    @Nullable
    Plan plan() {
        return plan;
    }

    /** Makes the plan for a list that is not empty; an address that was listed before keeps its health. */
    Plan replan(Collection<?> instances) {
        Plan before;
        Plan next;
        lock.lock();
        try {
            before = plan;
            if (before != null && before.source() == instances) {
                return before;
            }
            List<Member> members = instances.stream().map(reader).toList();
            next = before != null && before.members().equals(members)
                    ? before.withSource(instances)
                    : Plan.of(instances, members, healths.known(members), strategy);
            plan = next;
        } finally {
            lock.unlock();
        }
        if (before == null || before.members() != next.members()) {
            listener.changed();
        }
        return next;
    }

    /**
     * Begins a probe of a service whose circuit is open; empty if another began within the last second.
     *
     * <p>The ejection of an instance may last minutes, but a service that comes back should serve its callers within about a
     * second. Each early probe begins with another instance.
     */
    Optional<BalancedInstance> probeEarly(Route route, Predicate<BalancedInstance> tried) {
        long now = nanoTime.getAsLong();
        long due = nextProbe.get();
        if (now - due < 0) {
            return Optional.empty();
        }
        List<BalancedInstance> left =
                route.candidates().all().filter(tried.negate()).toList();
        if (left.isEmpty() || !nextProbe.compareAndSet(due, now + PROBE_EARLY.toNanos())) {
            return Optional.empty();
        }
        int first = Math.floorMod(earlyProbes++, left.size());
        return Stream.concat(left.subList(first, left.size()).stream(), left.subList(0, first).stream())
                .map(BalancedInstance::probeEarly)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Starts the probe that is due; empty if none is due any more, or another thread has the lock: no call waits here. */
    Optional<BalancedInstance> startProbe(Predicate<BalancedInstance> tried) {
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            Plan current = plan;
            return current == null || current.route().probes().isNone() ? Optional.empty() : startProbe(current, tried);
        } finally {
            lock.unlock();
        }
    }

    private Optional<BalancedInstance> startProbe(Plan current, Predicate<BalancedInstance> tried) {
        BalancedInstance first = current.route().probes().first();
        long number = tried.test(first) ? Health.NO_PROBE : first.health().probe();
        if (number == Health.NO_PROBE) {
            return Optional.empty();
        }
        plan = current.withProbes(current.route().probes().refreshed());
        return Optional.of(first.forProbe(number));
    }

    private void changed(Change change) {
        Plan before;
        Plan after;
        lock.lock();
        try {
            before = plan;
            after = before == null ? null : before.rerouted(strategy);
            plan = after;
        } finally {
            lock.unlock();
        }
        if (before != null && after != null) {
            log(change, before, after);
            if (!change.after().isAvailable() && mostEjected(after)) {
                listener.mostEjected();
            }
        }
    }

    private static boolean mostEjected(Plan plan) {
        long failing = plan.instances()
                .filter(instance -> !instance.health().standing().isAvailable())
                .count();
        return 2 * failing > plan.members().size();
    }

    private void log(Change change, Plan before, Plan after) {
        // A call to an instance that is no longer listed may still end; its change is of no interest.
        after.instances()
                .filter(instance -> instance.health() == change.health())
                .findFirst()
                .ifPresent(instance -> EjectionLog.log(service, instance, change, rules));
        EjectionLog.log(service, before.route(), after.route());
    }
}
