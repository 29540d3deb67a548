package org.acme.kit.balancing;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Picks the instances in turn, each as often as its share says and as evenly as can be.
 *
 * <p>The turn goes on whatever becomes of the instances: a refresh does not send all callers back to the first.
 */
final class RoundRobin implements Selection.Strategy {

    private final AtomicLong turn;

    /** Starts with the given turn: a random one, or all callers of a fleet that starts at once begin with the same instance. */
    RoundRobin(long start) {
        this.turn = new AtomicLong(start);
    }

    @Override
    public Selection over(List<BalancedInstance> instances) {
        BalancedInstance[] cycle = Arrays.stream(FairCycle.of(Shares.of(instances)))
                .mapToObj(instances::get)
                .toArray(BalancedInstance[]::new);
        return () -> cycle[Math.floorMod(turn.getAndIncrement(), cycle.length)];
    }
}
