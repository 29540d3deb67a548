package org.acme.kit.balancing;

import static java.util.Comparator.comparingLong;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Is the instances of one priority as they stood at a moment, in the order in which discovery gave them. */
record Group(List<Sighting> sightings) {

    static Group of(List<BalancedInstance> instances) {
        return new Group(instances.stream().map(Sighting::of).toList());
    }

    boolean hasAvailable() {
        return sightings.stream().anyMatch(Sighting::isAvailable);
    }

    boolean isSilent() {
        return sightings.stream().allMatch(sighting -> sighting.standing().silent());
    }

    List<BalancedInstance> all() {
        return sightings.stream().map(Sighting::instance).toList();
    }

    List<BalancedInstance> available() {
        return sightings.stream()
                .filter(Sighting::isAvailable)
                .map(Sighting::instance)
                .toList();
    }

    List<Sighting> ejected() {
        return sightings.stream().filter(sighting -> !sighting.isAvailable()).toList();
    }

    /**
     * Returns the instances that serve: those that are available, and at least half.
     *
     * <p>If more than half are ejected, those ejected last serve on: half of the instances should not have to carry more than
     * twice their load because of what a few calls seemed to show (Envoy and gRPC A50 bound ejections likewise, {@code
     * max_ejection_percent}; half is Envoy's panic threshold).
     */
    List<BalancedInstance> serving() {
        Set<Sighting> resting = new HashSet<>();
        ejected().stream()
                .sorted(comparingLong(sighting -> sighting.standing().since()))
                .limit(sightings.size() / 2)
                .forEach(resting::add);
        return sightings.stream()
                .filter(sighting -> !resting.contains(sighting))
                .map(Sighting::instance)
                .toList();
    }
}
