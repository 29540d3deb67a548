package org.acme.kit.balancing;

import java.util.Arrays;
import java.util.List;

/**
 * Turns weights into shares as the draw of RFC 2782 gives them: a number from 0 to the sum of the weights, both included, of
 * which 0 falls on a record of weight 0.
 *
 * <p>So all records of weight 0 have one part in (sum + 1) between them, and where all weights are 0, equal parts. Without a
 * record of weight 0 the RFC would favour whichever record it lists first with the additional number; here it is left out.
 */
final class Shares {

    private Shares() {}

    /** Returns the shares, each at least 1, in lowest terms. */
    static long[] of(List<BalancedInstance> instances) {
        long[] weights = instances.stream().mapToLong(BalancedInstance::weight).toArray();
        long zeros = Arrays.stream(weights).filter(weight -> weight == 0).count();
        long factor = Math.max(1, zeros);
        return inLowestTerms(Arrays.stream(weights)
                .map(weight -> weight == 0 ? 1 : weight * factor)
                .toArray());
    }

    private static long[] inLowestTerms(long[] shares) {
        long divisor = Arrays.stream(shares).reduce(0, Shares::greatestCommonDivisor);
        return Arrays.stream(shares).map(share -> share / divisor).toArray();
    }

    private static long greatestCommonDivisor(long one, long other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }
}
