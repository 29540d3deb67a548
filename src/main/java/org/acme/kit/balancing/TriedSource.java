package org.acme.kit.balancing;

/** Internal: knows the call that is about to be made; a bean of this type takes the place of the one that knows none. */
@FunctionalInterface
public interface TriedSource {

    /**
     * Returns what the current call has tried; {@link TriedInstances#NONE} for a first attempt. Asked for each pick.
     *
     * @param service the service that is called: ids are unique within a service only
     */
    TriedInstances current(String service);
}
