package org.acme.kit.middleware;

import java.util.concurrent.CancellationException;

/**
 * Internal: the failure of work whose call has ended, because the caller disconnected or the time was up. The answer is not used
 * any more.
 *
 * <p>SmallRye Fault Tolerance receives it. By {@link NoFaults} it neither opens a circuit nor has a fallback.
 */
public final class CallEnded extends CancellationException {

    CallEnded() {
        super("The call has ended, and with it its work");
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
