package org.acme.kit.balancing;

import org.acme.kit.balancing.Balancer.Member;

/** Gives the tests of callers instances as a balancer would, and says what has become known of them. */
public final class Picked {

    private Picked() {}

    /** Makes an instance of which nothing is known. */
    public static BalancedInstance instance(long id) {
        return new BalancedInstance(Fixture.instance(id, 0, 1), Fixture.health(System::nanoTime));
    }

    /** Makes an instance that discovery calls {@code origin}. */
    public static BalancedInstance instance(long id, Object origin) {
        Member member = new Member(id, "10.0.0." + id + ":8080", 0, 1, origin);
        return new BalancedInstance(member, Fixture.health(System::nanoTime));
    }

    public static long failed(BalancedInstance instance) {
        return instance.health().totals().failed();
    }

    public static long answered(BalancedInstance instance) {
        return instance.health().totals().answered();
    }

    /** Tells whether it is certain that it is unreachable. */
    public static boolean isUnreachable(BalancedInstance instance) {
        return instance.health().standing().unreachable();
    }

    public static int inFlight(BalancedInstance instance) {
        return instance.health().load().inFlight();
    }
}
