package org.acme.kit.balancing;

import io.smallrye.stork.api.ServiceInstance;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.acme.kit.balancing.Health.Change;
import org.acme.kit.balancing.Selection.Strategy;
import org.jspecify.annotations.Nullable;

/** Keeps the plan of one service current: whatever is rare and needs the lock. */
final class Planner {

    private static final Duration KNOCK = NoneAnswers.RETRY_AFTER;

    private final Strategy strategy;
    private final EjectionRules rules;
    private final LongSupplier nanoTime;
    private final Supplier<String> service;
    private final ReentrantLock lock = new ReentrantLock();

    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong nextKnock;

    private volatile @Nullable Plan plan;
    private volatile int knocks; // only whoever has won the second writes it
    private volatile Consumer<List<BalancedInstance>> watcher = instances -> {};

    Planner(Strategy strategy, EjectionRules rules, LongSupplier nanoTime, Supplier<String> service) {
        this.strategy = strategy;
        this.rules = rules;
        this.nanoTime = nanoTime;
        this.service = service;
        this.nextKnock = new AtomicLong(nanoTime.getAsLong());
    }

    /** Has the instances of each new list told, and those of the current one; one list at a time, in their order. */
    void watch(Consumer<List<BalancedInstance>> next) {
        lock.lock();
        try {
            watcher = next;
            if (plan != null) {
                next.accept(plan.instances().toList());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the plan, null before the first list. */
    @Nullable
    Plan plan() {
        return plan;
    }

    /** Makes the plan for a list that is not empty; instances that it names again keep their health, the others lose it. */
    Plan replan(Collection<ServiceInstance> instances) {
        lock.lock();
        try {
            Plan before = plan;
            if (before != null && before.source() == instances) {
                return before;
            }
            boolean same = before != null && before.fits(instances);
            Plan next = same ? before.withSource(instances) : Plan.of(instances, id -> health(before, id), strategy);
            plan = next;
            if (!same) {
                watcher.accept(next.instances().toList());
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets a call try a service of which nothing answers; empty if another did so within the last second.
     *
     * <p>Not the rest of an instance decides, which may be minutes: when the service comes back its callers are to be served within
     * about a second. Each knock begins with another instance.
     */
    Optional<BalancedInstance> knock(Route route, TriedInstances tried) {
        long now = nanoTime.getAsLong();
        long due = nextKnock.get();
        if (now - due < 0) {
            return Optional.empty();
        }
        List<BalancedInstance> left = route.everyone()
                .filter(instance -> !tried.contains(instance.getId()))
                .toList();
        if (left.isEmpty() || !nextKnock.compareAndSet(due, now + KNOCK.toNanos())) {
            return Optional.empty();
        }
        int first = Math.floorMod(knocks++, left.size());
        return Stream.concat(left.subList(first, left.size()).stream(), left.subList(0, first).stream())
                .map(BalancedInstance::knock)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Starts the trial call that is due; empty if there is none after all, or another thread is at it: nobody waits here. */
    Optional<BalancedInstance> startTrial(TriedInstances tried) {
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            Plan current = plan;
            return current == null || current.route().trials().isNone() ? Optional.empty() : startTrial(current, tried);
        } finally {
            lock.unlock();
        }
    }

    private Optional<BalancedInstance> startTrial(Plan current, TriedInstances tried) {
        BalancedInstance first = current.route().trials().first();
        long number =
                tried.contains(first.getId()) ? Health.NO_PROBE : first.health().probe();
        if (number == Health.NO_PROBE) {
            return Optional.empty();
        }
        plan = current.withTrials(current.route().trials().refreshed());
        return Optional.of(first.forProbe(number));
    }

    private Health health(@Nullable Plan before, long id) {
        Health known = before == null ? null : before.healths().get(id);
        return known == null ? new Health(rules, nanoTime, new InFlight(inFlight), this::changed) : known;
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
        }
    }

    private void log(Change change, Plan before, Plan after) {
        // One that discovery no longer names may still report; nobody needs to know.
        after.instances()
                .filter(instance -> instance.health() == change.health())
                .findFirst()
                .ifPresent(instance -> EjectionLog.log(service.get(), instance, change, rules));
        EjectionLog.log(service.get(), before.route(), after.route());
    }
}
