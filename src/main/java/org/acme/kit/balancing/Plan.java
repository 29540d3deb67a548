package org.acme.kit.balancing;

import io.smallrye.stork.api.ServiceInstance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.acme.kit.balancing.Selection.Strategy;
import org.acme.kit.discovery.DnsInstance;

/**
 * Is what was made of one list of instances, so that a pick need not look at the list. Immutable.
 *
 * @param source the very list: discovery gives the same object until something changes
 * @param priorities the instances by their priority, the lowest number first
 * @param healths how the instances do, by id
 */
record Plan(
        Collection<ServiceInstance> source,
        List<List<BalancedInstance>> priorities,
        Map<Long, Health> healths,
        Route route) {

    /** Makes the plan for a list that is not empty; {@code health} knows or makes the health for an id. */
    static Plan of(Collection<ServiceInstance> source, LongFunction<Health> health, Strategy strategy) {
        Map<Long, Health> healths = new HashMap<>();
        Map<Integer, List<BalancedInstance>> priorities = new TreeMap<>();
        for (ServiceInstance instance : source) {
            BalancedInstance balanced =
                    new BalancedInstance(instance, healths.computeIfAbsent(instance.getId(), health::apply));
            priorities
                    .computeIfAbsent(balanced.priority(), none -> new ArrayList<>())
                    .add(balanced);
        }
        List<List<BalancedInstance>> inOrder = List.copyOf(priorities.values());
        return new Plan(source, inOrder, healths, Route.of(inOrder, strategy));
    }

    /** Tells whether another list says the same: most refreshes bring nothing new. */
    boolean fits(Collection<ServiceInstance> instances) {
        if (instances.size() != source.size()) {
            return false;
        }
        Iterator<ServiceInstance> others = instances.iterator();
        return source.stream().allMatch(instance -> isSame(instance, others.next()));
    }

    /** Of other kinds than ours nobody knows what their {@code equals} looks at. */
    private static boolean isSame(ServiceInstance one, ServiceInstance other) {
        return one == other || one instanceof DnsInstance && one.equals(other);
    }

    Plan withSource(Collection<ServiceInstance> same) {
        return new Plan(same, priorities, healths, route);
    }

    /** Finds the way again after an instance has changed its standing. */
    Plan rerouted(Strategy strategy) {
        return new Plan(source, priorities, healths, Route.of(priorities, strategy));
    }

    Plan withTrials(Trials trials) {
        return new Plan(source, priorities, healths, route.withTrials(trials));
    }

    Stream<BalancedInstance> instances() {
        return priorities.stream().flatMap(List::stream);
    }
}
