package org.acme.kit.balancing;

/** Is how an instance stood when it was looked at: whoever sorts by standings must not see them change meanwhile. */
record Sighting(BalancedInstance instance, Standing standing) {

    static Sighting of(BalancedInstance instance) {
        return new Sighting(instance, instance.health().standing());
    }

    boolean isAvailable() {
        return standing.isAvailable();
    }
}
