package org.acme.kit.balancing;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.acme.kit.balancing.Balancer.Listener;
import org.acme.kit.balancing.Balancer.Member;
import org.acme.kit.balancing.Health.Change;
import org.acme.kit.balancing.Plan.Probes;
import org.acme.kit.balancing.Plan.Route;
import org.acme.kit.balancing.Selection.Strategy;
import org.acme.kit.error.Unavailable;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The current plan of one service, and the rare steps that need a lock. Thread-safe; calls the listener without the lock. */
final class Planner {

    private static final Logger LOG = Logger.getLogger("balancing");

    private final String service;
    private final Strategy strategy;
    private final EjectionRules rules;
    private final LongSupplier nanoTime;
    private final Function<Object, Member> reader;
    private final Healths healths;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable Plan plan;
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
        this.healths = new Healths(nanoTime, this::health);
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
                    : Plan.of(instances, members, healths.of(members), strategy);
            plan = next;
        } finally {
            lock.unlock();
        }
        if (before == null || before.members() != next.members()) {
            listener.changed();
        }
        return next;
    }

    /** Starts the probe that is due; empty if none is due any more, or another thread has the lock: no call waits here. */
    Optional<BalancedInstance> startProbe(Predicate<BalancedInstance> tried) {
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            Plan current = plan;
            if (current == null || current.route().probes().isNone()) {
                return Optional.empty();
            }
            Probes probes = current.route().probes();
            Optional<BalancedInstance> probe = tried.test(probes.first())
                    ? Optional.empty()
                    : probes.first().probe(false);
            if (probe.isPresent()) {
                plan = current.withProbes(probes.refreshed());
            }
            return probe;
        } finally {
            lock.unlock();
        }
    }

    private Health health() {
        return new Health(rules, () -> freshness.getAsDouble(), nanoTime, inFlight, this::changed);
    }

    private void changed(Change change) {
        Plan before;
        Plan after;
        lock.lock();
        try {
            before = Objects.requireNonNull(plan); // the instance was picked from one
            after = before.rerouted(strategy);
            plan = after;
        } finally {
            lock.unlock();
        }
        log(change, before, after);
        if (!change.after().isAvailable() && mostEjected(after)) {
            listener.mostEjected();
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
                .ifPresent(instance -> change.log(service, instance.address(), rules));
        if (before.route().mode() != after.route().mode()) {
            log(after.route());
        }
    }

    private void log(Route after) {
        switch (after.mode()) {
            case NORMAL -> LOG.infof("service=%s has an available instance again", service);
            case PANIC -> LOG.warnf("service=%s has no available instance: panic mode, ejections are ignored", service);
            case OPEN ->
                LOG.errorf(
                        "%s; the circuit is open: calls fail at once, one each second is a probe",
                        CircuitOpen.reason(service, after));
        }
    }

    /** The failure of a call while the circuit is open: all instances are unreachable. The message names why each was ejected. */
    static final class CircuitOpen extends Unavailable {

        /** The time between two probes while the circuit is open, and so the time until a retry makes sense. */
        static final Duration RETRY_AFTER = Duration.ofSeconds(1);

        CircuitOpen(String service, Route route) {
            super(
                    "No instance of the service '" + service + "' answers at the moment.",
                    RETRY_AFTER,
                    reason(service, route));
        }

        private static String reason(String service, Route route) {
            return "service=" + service + " has no instance that answers: "
                    + route.candidates().reasons();
        }
    }
}
