package org.acme.kit.balancing;

import java.util.List;

/** Picks one of the instances it was made for; any number of threads at a time, without a lock and without allocating. */
@FunctionalInterface
interface Selection {

    BalancedInstance next();

    /** Makes selections: one for each set of instances that serve at a time. */
    @FunctionalInterface
    interface Strategy {

        /** Makes the selection from these instances, at least one. */
        Selection over(List<BalancedInstance> instances);
    }
}
