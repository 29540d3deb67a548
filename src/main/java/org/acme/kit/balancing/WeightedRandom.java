package org.acme.kit.balancing;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Draws instances by their shares: the draw of RFC 2782 with a binary search in its running sums. */
final class WeightedRandom implements Selection.Strategy {

    private final LongUnaryOperator draw;

    /**
     * Makes the strategy.
     *
     * @param draw gives a number from 0 up to its argument, that excluded
     */
    WeightedRandom(LongUnaryOperator draw) {
        this.draw = draw;
    }

    @Override
    public Selection over(List<BalancedInstance> instances) {
        BalancedInstance[] drawn = instances.toArray(BalancedInstance[]::new);
        long[] sums = Shares.of(instances);
        for (int index = 1; index < sums.length; index++) {
            sums[index] += sums[index - 1];
        }
        long sum = sums[sums.length - 1];
        return () -> drawn[firstAbove(sums, draw.applyAsLong(sum))];
    }

    private static int firstAbove(long[] sums, long number) {
        int found = Arrays.binarySearch(sums, number);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
