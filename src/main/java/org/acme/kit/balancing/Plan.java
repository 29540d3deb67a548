package org.acme.kit.balancing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.acme.kit.balancing.Balancer.Member;
import org.acme.kit.balancing.Group.Probes;
import org.acme.kit.balancing.Selection.Strategy;

/**
 * What was made of one list of instances, so that a pick need not look at the list. Immutable.
 *
 * @param source the very list: discovery gives the same object until something changes
 * @param members what the list says
 * @param priorities the instances by their priority, the lowest number first
 */
record Plan(Object source, List<Member> members, List<List<BalancedInstance>> priorities, Route route) {

    /** Makes the plan for a list that is not empty; {@code health} knows or makes the health of a member. */
    static Plan of(Object source, List<Member> members, Function<Member, Health> health, Strategy strategy) {
        Map<Integer, List<BalancedInstance>> priorities = new TreeMap<>();
        for (Member member : members) {
            priorities
                    .computeIfAbsent(member.priority(), none -> new ArrayList<>())
                    .add(new BalancedInstance(member, health.apply(member)));
        }
        List<List<BalancedInstance>> inOrder = List.copyOf(priorities.values());
        return new Plan(source, members, inOrder, Route.of(inOrder, strategy));
    }

    Plan withSource(Object same) {
        return new Plan(same, members, priorities, route);
    }

    /** Finds the way again after an instance has changed its standing. */
    Plan rerouted(Strategy strategy) {
        return new Plan(source, members, priorities, Route.of(priorities, strategy));
    }

    Plan withProbes(Probes probes) {
        return new Plan(source, members, priorities, route.withProbes(probes));
    }

    Stream<BalancedInstance> instances() {
        return priorities.stream().flatMap(List::stream);
    }
}
