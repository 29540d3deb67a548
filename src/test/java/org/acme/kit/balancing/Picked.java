package org.acme.kit.balancing;

/** Gives the tests of callers instances as a balancer would, and says what has become known of them. */
public final class Picked {

    private Picked() {}

    /** Makes an instance of which nothing is known. */
    public static BalancedInstance instance(long id) {
        return new BalancedInstance(Fixture.instance(id, 0, 1), Fixture.health(System::nanoTime));
    }

    public static long failed(BalancedInstance instance) {
        return instance.health().totals().failed();
    }

    public static long answered(BalancedInstance instance) {
        return instance.health().totals().answered();
    }

    /** Tells whether it seems gone, and not just slow. */
    public static boolean isSilent(BalancedInstance instance) {
        return instance.health().standing().silent();
    }

    public static int inFlight(BalancedInstance instance) {
        return instance.health().inFlight().count();
    }
}
