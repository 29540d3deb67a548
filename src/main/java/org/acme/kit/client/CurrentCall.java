package org.acme.kit.client;

import jakarta.enterprise.context.ApplicationScoped;
import org.acme.kit.balancing.TriedInstances;
import org.acme.kit.balancing.TriedSource;

/**
 * Shows the balancer the call for which it picks.
 *
 * <p>By the thread, for the pick happens while the attempt is started. Only the first calls after the start, which wait for
 * DNS, go on elsewhere and are picked for as if they were nobody's.
 */
@ApplicationScoped
class CurrentCall implements TriedSource {

    private static final ThreadLocal<Call> CURRENT = new ThreadLocal<>();

    @Override
    public TriedInstances current(String service) {
        Call call = CURRENT.get();
        return call == null ? TriedInstances.NONE : call.to(service);
    }

    /** Starts an attempt of a call. */
    static void with(Call call, Runnable attempt) {
        CURRENT.set(call);
        try {
            attempt.run();
        } finally {
            CURRENT.remove();
        }
    }
}
