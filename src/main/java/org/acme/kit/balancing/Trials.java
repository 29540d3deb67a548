package org.acme.kit.balancing;

import static java.util.Comparator.comparingLong;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Is the ejected instances in the order in which a call may try them. */
record Trials(List<Sighting> queue) {

    static Trials of(Stream<Sighting> ejected) {
        return new Trials(
                ejected.sorted(comparingLong(sighting -> sighting.standing().due()))
                        .toList());
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

    /** Looks at the instances again; one that has become available meanwhile is told of by itself. */
    Trials refreshed() {
        return of(queue.stream().map(sighting -> Sighting.of(sighting.instance())));
    }
}
