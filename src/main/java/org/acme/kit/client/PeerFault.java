package org.acme.kit.client;

import java.util.function.Predicate;
import org.acme.kit.balancing.Verdict;

/**
 * Tells the failures after which another instance may do better: no connection, a reset, a time-out, 502, 503 and 504, and 429,
 * by which an instance pushes back.
 *
 * <p>A refusal is an answer, and so is a 500: asking again would only repeat it.
 */
public final class PeerFault implements Predicate<Throwable> {

    @Override
    public boolean test(Throwable failure) {
        return Verdict.of(failure) == Verdict.FAILED || Pushback.is(failure);
    }
}
