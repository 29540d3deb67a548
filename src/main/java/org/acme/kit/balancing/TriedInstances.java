package org.acme.kit.balancing;

/** Internal: is what balancing sees of one call: the instances it has tried already, so that its next attempt goes to another. */
@FunctionalInterface
public interface TriedInstances {

    /** Is what a first attempt has tried. */
    TriedInstances NONE = id -> false;

    /** Tells whether the call has tried the instance with this id. */
    boolean contains(long id);

    /**
     * Learns what was picked for the next attempt. It may throw instead, if there is to be none: what it throws ends the attempt
     * before anything is sent.
     *
     * @return what is called, and so told about the end: the instance picked, or one made of it for this call
     */
    default BalancedInstance picks(BalancedInstance picked) {
        return picked;
    }
}
