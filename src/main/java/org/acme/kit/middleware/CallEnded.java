package org.acme.kit.middleware;

import java.util.concurrent.CancellationException;

/**
 * Internal: the end of work whose call has ended: the caller disconnected, or its time was up. Its answer is not used any more.
 *
 * <p>SmallRye Fault Tolerance hears of it, and by the configuration neither opens a circuit nor falls back.
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
