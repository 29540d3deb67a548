package org.acme.kit.balancing;

import static java.util.Comparator.comparingLong;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.acme.kit.balancing.EjectionRules.Standing;

/** The instances of one priority as they stood at a moment, in the order in which discovery gave them. */
record Group(List<Seen> seen) {

    /** An instance and its standing at a moment: what sorts by standings must not see them change meanwhile. */
    record Seen(BalancedInstance instance, Standing standing) {

        private static Seen of(BalancedInstance instance) {
            return new Seen(instance, instance.health().standing());
        }

        private boolean isAvailable() {
            return standing.isAvailable();
        }
    }

    /** The ejected instances in the order in which their probes are due. */
    record Probes(List<Seen> queue) {

        static Probes of(List<Group> groups) {
            return sorted(groups.stream().flatMap(group -> group.seen.stream().filter(seen -> !seen.isAvailable())));
        }

        private static Probes sorted(Stream<Seen> ejected) {
            return new Probes(
                    ejected.sorted(comparingLong(seen -> seen.standing().due())).toList());
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

        /** Looks at the instances again; one that is available meanwhile reports it itself. */
        Probes refreshed() {
            return sorted(queue.stream().map(seen -> Seen.of(seen.instance())));
        }
    }

    static Group of(List<BalancedInstance> instances) {
        return new Group(instances.stream().map(Seen::of).toList());
    }

    boolean hasAvailable() {
        return seen.stream().anyMatch(Seen::isAvailable);
    }

    boolean isUnreachable() {
        return seen.stream().allMatch(each -> each.standing().unreachable());
    }

    List<BalancedInstance> all() {
        return seen.stream().map(Seen::instance).toList();
    }

    List<BalancedInstance> available() {
        return seen.stream().filter(Seen::isAvailable).map(Seen::instance).toList();
    }

    /**
     * Returns the instances that serve: those that are available, and at least half.
     *
     * <p>If more than half are ejected, those ejected last serve on: half of the instances should not have to carry more than
     * twice their load because of what a few calls seemed to show (Envoy and gRPC A50 bound ejections likewise, {@code
     * max_ejection_percent}; half is Envoy's panic threshold).
     */
    List<BalancedInstance> serving() {
        Set<Seen> resting = new HashSet<>();
        seen.stream()
                .filter(each -> !each.isAvailable())
                .sorted(comparingLong(each -> each.standing().since()))
                .limit(seen.size() / 2)
                .forEach(resting::add);
        return seen.stream()
                .filter(each -> !resting.contains(each))
                .map(Seen::instance)
                .toList();
    }
}
