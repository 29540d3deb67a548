package org.acme.kit.client;

import java.util.function.Predicate;
import org.acme.kit.client.FailedCall.NoFurtherAttempt;

/**
 * The failures after which another instance may do better: no connection, a reset, a time-out, 502, 503 and 504, and 429, by which
 * an instance pushes back.
 *
 * <p>A refusal is an answer, and so are a 500 and an answer that cannot be read: asking again would only repeat it. Nor is there
 * another attempt where the call has decided against it: its budget is spent, or every instance pushes back.
 */
public final class PeerFault implements Predicate<Throwable> {

    @Override
    public boolean test(Throwable failure) {
        return Outcome.isPeerFault(failure) && !NoFurtherAttempt.isOf(failure);
    }
}
