package org.acme.kit.balancing;

import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.NoServiceInstanceFoundException;
import io.smallrye.stork.api.ServiceInstance;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.acme.kit.balancing.Selection.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Internal: picks the instances of one service by priority and weight, past those that rest.
 *
 * <p>A pick reads a plan, which is made when discovery brings a new list or an instance changes its standing: it takes no lock
 * and allocates nothing. Only the pick that meets a new list, starts a trial call or has to look for long for an instance that
 * was not tried, does not push back and is not overloaded does either.
 */
public final class Balancer implements LoadBalancer {

    private final Planner planner;
    private final TriedSource tried;
    private final LongSupplier nanoTime;
    private final Function<LoadBalancer, Optional<String>> names;

    private volatile @Nullable String name;

    Balancer(
            Strategy strategy,
            EjectionRules rules,
            TriedSource tried,
            LongSupplier nanoTime,
            Function<LoadBalancer, Optional<String>> names) {
        this.planner = new Planner(strategy, rules, nanoTime, this::service);
        this.tried = tried;
        this.nanoTime = nanoTime;
        this.names = names;
    }

    /**
     * Picks an instance for the current call.
     *
     * @param instances discovery's list, one that never changes: its identity stands for its content
     * @throws NoServiceInstanceFoundException if there are none
     * @throws NoneAnswers if none of them answers
     */
    @Override
    public ServiceInstance selectServiceInstance(Collection<ServiceInstance> instances) {
        TriedInstances call = tried.current(service());
        return call.picks(pick(instances, call));
    }

    /** Returns false: nothing here depends on the order of picks and starts, and Stork would lock on the event loop. */
    @Override
    public boolean requiresStrictRecording() {
        return false;
    }

    /**
     * Picks an instance that a call has not tried; any if it has tried all.
     *
     * @param instances discovery's list, one that never changes
     * @throws NoServiceInstanceFoundException if there are none
     * @throws NoneAnswers if none of them answers, except to one call each second
     */
    public BalancedInstance pick(Collection<ServiceInstance> instances, TriedInstances tried) {
        Plan plan = planner.plan();
        if (plan == null || plan.source() != instances) {
            plan = replan(instances);
        }
        Route route = plan.route();
        if (route.isOpen()) {
            return counted(planner.knock(route, tried).orElseThrow(() -> NoneAnswers.of(service(), route)));
        }
        if (route.trials().isDue(nanoTime)) {
            Optional<BalancedInstance> trial = planner.startTrial(tried);
            if (trial.isPresent()) {
                return counted(trial.get());
            }
        }
        return counted(route.next(tried));
    }

    private static BalancedInstance counted(BalancedInstance picked) {
        picked.health().picked();
        return picked;
    }

    private Plan replan(Collection<ServiceInstance> instances) {
        if (instances.isEmpty()) {
            throw new NoServiceInstanceFoundException("No instance of '" + service()
                    + "' to pick from: discovery gave an empty list; check quarkus.stork." + service()
                    + ".service-discovery");
        }
        return planner.replan(instances);
    }

    /** Returns the service's name in Stork's configuration, which Stork knows only after it has made the balancer. */
    public String service() {
        String known = name;
        if (known == null) {
            known = names.apply(this).orElse(null);
            name = known;
        }
        return known == null ? ServiceNames.UNKNOWN : known;
    }

    /** Has {@code watcher} told the instances of each new list, the current one included. */
    void watch(Consumer<List<BalancedInstance>> watcher) {
        planner.watch(watcher);
    }

    /** Returns how each instance does, the lowest priority number first; empty before the first call. */
    public List<InstanceReport> report() {
        Plan plan = planner.plan();
        return plan == null ? List.of() : InstanceReport.of(plan, nanoTime.getAsLong());
    }
}
