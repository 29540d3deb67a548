package org.acme.kit.balancing;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.acme.kit.balancing.Balancer.Member;
import org.acme.kit.balancing.EjectionRules.Standing;
import org.acme.kit.balancing.Selection.Candidates;
import org.acme.kit.balancing.Selection.Strategy;

/**
 * The plan for one list of instances, so that a pick need not read the list: the instances by priority, and the route of calls at
 * the moment. Immutable.
 *
 * @param source the list itself: discovery gives the same object until something changes
 * @param members the list as members
 * @param priorities the instances by priority, the lowest number first
 */
record Plan(Object source, List<Member> members, List<List<BalancedInstance>> priorities, Route route) {

    /** Makes the plan for a list that is not empty; {@code health} returns the health of a member. */
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

    /** Returns the plan with a new route, after an instance has changed its standing. */
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
     * The route of calls as long as no instance changes its standing.
     *
     * <ul>
     *   <li>Calls go to the first group in the order of priority that has an available instance (RFC 2782).
     *   <li>In it, the available instances serve, and at least half of all ({@link Group#serving}).
     *   <li>If no group has one, the first group serves of which not all are unreachable: panic mode, as with Envoy.
     *   <li>If all instances of all groups are unreachable ({@link Standing#unreachable}), the circuit is open: calls fail at
     *       once, and one call each second is a probe ({@link Balancer#pick}).
     * </ul>
     *
     * @param probes the ejected instances of the group that serves and of those before it; later groups need no probes yet
     */
    record Route(Candidates candidates, Probes probes, Mode mode) {

        /** The availability of a service. */
        enum Mode {
            NORMAL,
            /** No instance is available, but not all are unreachable: ejections are ignored. */
            PANIC,
            /** All instances are unreachable: the circuit is open. */
            OPEN
        }

        static Route of(List<List<BalancedInstance>> priorities, Strategy strategy) {
            List<Group> groups = priorities.stream().map(Group::of).toList();
            for (int index = 0; index < groups.size(); index++) {
                if (groups.get(index).hasAvailable()) {
                    Stream<BalancedInstance> later =
                            groups.stream().skip(index + 1L).flatMap(Group::available);
                    return new Route(
                            Candidates.of(groups.get(index).serving(), later.toList(), strategy),
                            Probes.of(groups.subList(0, index + 1)),
                            Mode.NORMAL);
                }
            }
            List<Group> reachable =
                    groups.stream().filter(group -> !group.isUnreachable()).toList();
            List<Group> all = reachable.isEmpty() ? groups : reachable;
            Stream<BalancedInstance> later = all.stream().skip(1).flatMap(Group::all);
            return new Route(
                    Candidates.of(all.get(0).all().toList(), later.toList(), strategy),
                    Probes.of(groups),
                    reachable.isEmpty() ? Mode.OPEN : Mode.PANIC);
        }

        boolean isOpen() {
            return mode == Mode.OPEN;
        }

        Route withProbes(Probes next) {
            return new Route(candidates, next, mode);
        }
    }

    /** An instance and its standing at a moment: a sort by standings must not see them change meanwhile. */
    record Sample(BalancedInstance instance, Standing standing) {

        private static Sample of(BalancedInstance instance) {
            return new Sample(instance, instance.health().standing());
        }

        private boolean isAvailable() {
            return standing.isAvailable();
        }
    }

    /** The ejected instances in the order in which their probes are due. */
    record Probes(List<Sample> queue) {

        static Probes of(List<Group> groups) {
            return sorted(
                    groups.stream().flatMap(group -> group.instances.stream().filter(each -> !each.isAvailable())));
        }

        private static Probes sorted(Stream<Sample> ejected) {
            return new Probes(
                    ejected.sorted(comparingLong(each -> each.standing().due())).toList());
        }

        boolean isNone() {
            return queue.isEmpty();
        }

        boolean isDue(LongSupplier nanoTime) {
            return !queue.isEmpty()
                    && nanoTime.getAsLong() - queue.get(0).standing().due() >= 0;
        }

        BalancedInstance first() {
            return queue.get(0).instance();
        }

        /** Reads the standings again. An instance that has become available needs no care: its change makes a new route. */
        Probes refreshed() {
            return sorted(queue.stream().map(each -> Sample.of(each.instance())));
        }
    }

    /** The instances of one priority with their standings at a moment, in the order of discovery's list. */
    record Group(List<Sample> instances) {

        static Group of(List<BalancedInstance> instances) {
            return new Group(instances.stream().map(Sample::of).toList());
        }

        boolean hasAvailable() {
            return instances.stream().anyMatch(Sample::isAvailable);
        }

        boolean isUnreachable() {
            return instances.stream().allMatch(each -> each.standing().unreachable());
        }

        Stream<BalancedInstance> all() {
            return instances.stream().map(Sample::instance);
        }

        Stream<BalancedInstance> available() {
            return instances.stream().filter(Sample::isAvailable).map(Sample::instance);
        }

        /**
         * Returns the instances that serve: those that are available, and at least half.
         *
         * <p>If more than half are ejected, those ejected last serve on. Otherwise the rest would carry more than twice their
         * load because of a few failed calls. Envoy and gRPC A50 bound ejections likewise ({@code max_ejection_percent}); half is
         * Envoy's panic threshold.
         */
        List<BalancedInstance> serving() {
            Set<Sample> ejected = new HashSet<>();
            instances.stream()
                    .filter(each -> !each.isAvailable())
                    .sorted(comparingLong(each -> each.standing().since()))
                    .limit(instances.size() / 2)
                    .forEach(ejected::add);
            return instances.stream()
                    .filter(each -> !ejected.contains(each))
                    .map(Sample::instance)
                    .toList();
        }
    }
}
