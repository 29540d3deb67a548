package org.acme.kit.stork;

import io.smallrye.mutiny.Uni;
import io.smallrye.stork.impl.DefaultServiceInstance;
import java.util.function.Predicate;
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

    /** Returns balancers that always pick this host, at once or on a thread of their own. */
    public static Balancers always(String host, boolean onAnotherThread) {
        return new Balancers(null, null) {
            @Override
            public Uni<PickedInstance> pick(String service, Predicate<BalancedInstance> tried, boolean measured) {
                Uni<PickedInstance> picked =
                        Uni.createFrom().item(PickedInstance.of(new DefaultServiceInstance(1, host, 8080, false)));
                return onAnotherThread ? picked.emitOn(task -> new Thread(task).start()) : picked;
            }
        };
    }
}
