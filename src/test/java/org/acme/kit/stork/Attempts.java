package org.acme.kit.stork;

import io.smallrye.stork.impl.DefaultServiceInstance;
import org.acme.kit.balancing.BalancedInstance;
import org.acme.kit.balancing.Picked;

/** Gives the tests of clients instances that were picked for an attempt. */
public final class Attempts {

    private Attempts() {}

    public static BalancedInstance instance(long id) {
        return Picked.instance(id, new DefaultServiceInstance(id, "10.0.0." + id, 8080, false));
    }

    public static PickedInstance at(BalancedInstance instance) {
        return PickedInstance.forAttempt(instance);
    }
}
