package org.acme.kit.balancing;

/** Knows the instances that one call has tried already, so that its next attempt goes to another. */
@FunctionalInterface
public interface TriedInstances {

    /** Is what a first attempt has tried. */
    TriedInstances NONE = id -> false;

    /** Tells whether the call has tried the instance with this id. */
    boolean contains(long id);
}
