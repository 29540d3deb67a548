package org.acme.kit.balancing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.acme.kit.balancing.Balancer.Member;
import org.acme.kit.balancing.EjectionRules.Standing;
import org.acme.kit.balancing.Group.Probes;
import org.acme.kit.balancing.Selection.Strategy;

/**
 * What was made of one list of instances, so that a pick need not look at the list: the instances by priority, and the route that calls
 * take at the moment. Immutable.
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

    /**
     * Where calls go as long as no instance changes its standing.
     *
     * <ul>
     *   <li>They go to the first group in the order of priority that has an available instance (RFC 2782).
     *   <li>In it, the available instances serve, and at least half of all ({@link Group#serving}).
     *   <li>Where nothing is available, but something has answered lately, all of the first group serve: this is panic mode, as with
     *       Envoy.
     *   <li>Where nothing has answered lately either, in no group, the circuit is open: callers are told at once, and one call a
     *       second is a probe ({@link Planner#probeEarly}). Panic mode is for doubt, the open circuit is for certainty
     *       ({@link Standing#unreachable}).
     * </ul>
     *
     * @param selection picks from those that serve
     * @param weights the sum of the weights of those that serve
     * @param serving those that serve
     * @param spare those of later groups, for a call that has tried all that serve
     * @param probes the ejected instances of the group that serves and those before it: later ones are not needed yet
     * @param reach how much of the service is there
     */
    record Route(
            Selection selection,
            long weights,
            List<BalancedInstance> serving,
            List<BalancedInstance> spare,
            Probes probes,
            Reach reach) {

        /** How much of a service is there. */
        enum Reach {
            /** Something is available. */
            SOME,
            /** Nothing is available, but something answers now and then. */
            DOUBTFUL,
            /** Nothing answers. */
            NONE
        }

        private static final int DRAWS = 4;

        static Route of(List<List<BalancedInstance>> priorities, Strategy strategy) {
            List<Group> groups = priorities.stream().map(Group::of).toList();
            for (int index = 0; index < groups.size(); index++) {
                if (groups.get(index).hasAvailable()) {
                    Stream<Group> later = groups.stream().skip(index + 1L);
                    return of(
                            groups.get(index).serving(),
                            later.flatMap(group -> group.available().stream()).toList(),
                            Probes.of(groups.subList(0, index + 1)),
                            Reach.SOME,
                            strategy);
                }
            }
            return nothingAvailable(groups, strategy);
        }

        private static Route nothingAvailable(List<Group> groups, Strategy strategy) {
            List<BalancedInstance> first = groups.get(0).all();
            List<BalancedInstance> spare = groups.stream()
                    .skip(1)
                    .flatMap(group -> group.all().stream())
                    .toList();
            Reach reach = groups.stream().allMatch(Group::isUnreachable) ? Reach.NONE : Reach.DOUBTFUL;
            return of(first, spare, Probes.of(groups), reach, strategy);
        }

        private static Route of(
                List<BalancedInstance> serving,
                List<BalancedInstance> spare,
                Probes probes,
                Reach reach,
                Strategy strategy) {
            long weights =
                    serving.stream().mapToLong(BalancedInstance::fairWeight).sum();
            return new Route(strategy.over(serving), weights, serving, spare, probes, reach);
        }

        boolean isOpen() {
            return reach == Reach.NONE;
        }

        /**
         * Picks an instance that the call has not tried and that does not push back, if possible one that has not more than its share
         * of the calls in flight; any if there is none.
         */
        BalancedInstance next(Predicate<BalancedInstance> tried) {
            BalancedInstance picked = selection.next();
            return isLeft(picked, tried) && !picked.isOverloaded(weights) ? picked : another(picked, tried);
        }

        private static boolean isLeft(BalancedInstance instance, Predicate<BalancedInstance> tried) {
            return (tried == Balancer.NONE_TRIED || !tried.test(instance)) && !instance.isPushingBack();
        }

        private BalancedInstance another(BalancedInstance picked, Predicate<BalancedInstance> tried) {
            BalancedInstance overloaded = isLeft(picked, tried) ? picked : null;
            for (int draw = 0; draw < DRAWS; draw++) { // so that retries are spread as first attempts are
                BalancedInstance drawn = selection.next();
                if (isLeft(drawn, tried)) {
                    if (!drawn.isOverloaded(weights)) {
                        return drawn;
                    }
                    overloaded = drawn;
                }
            }
            return overloaded == null ? anyLeft(picked, tried) : lessLoaded(overloaded, tried);
        }

        private BalancedInstance lessLoaded(BalancedInstance overloaded, Predicate<BalancedInstance> tried) {
            return serving.stream()
                    .filter(instance -> isLeft(instance, tried) && !instance.isOverloaded(weights))
                    .findFirst()
                    .orElse(overloaded);
        }

        private BalancedInstance anyLeft(BalancedInstance picked, Predicate<BalancedInstance> tried) {
            return everyone()
                    .filter(instance -> isLeft(instance, tried))
                    .findFirst()
                    .orElseGet(() -> untried(picked, tried));
        }

        /** Tells whether there is an instance that the call has not tried and that does not push back. */
        boolean hasLeft(Predicate<BalancedInstance> tried) {
            return everyone().anyMatch(instance -> isLeft(instance, tried));
        }

        /** All push back, or were tried: the one in turn, if it was not tried. */
        private BalancedInstance untried(BalancedInstance picked, Predicate<BalancedInstance> tried) {
            return Stream.concat(Stream.of(picked), everyone())
                    .filter(instance -> !tried.test(instance))
                    .findFirst()
                    .orElse(picked);
        }

        /** Returns those that serve and those to spare. */
        Stream<BalancedInstance> everyone() {
            return Stream.concat(serving.stream(), spare.stream());
        }

        Route withProbes(Probes next) {
            return new Route(selection, weights, serving, spare, next, reach);
        }
    }
}
