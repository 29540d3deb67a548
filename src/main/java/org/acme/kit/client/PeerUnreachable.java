package org.acme.kit.client;

import io.vertx.core.VertxException;
import java.io.IOException;
import java.time.Duration;
import org.acme.kit.balancing.Verdict;
import org.acme.kit.error.Unavailable;

/** Says that a peer cannot be reached, or hung up. */
final class PeerUnreachable extends Unavailable {

    private PeerUnreachable(Throwable cause) {
        super(
                "A service that this one depends on cannot be reached.",
                Duration.ofSeconds(1),
                "A peer cannot be reached: " + cause.getMessage(),
                cause);
    }

    /** Names what ended an attempt, so that it is not mistaken for an input or output of this service's own. */
    static Throwable orSame(Throwable failure) {
        boolean network = failure instanceof IOException || failure instanceof VertxException;
        return network && Verdict.of(failure) == Verdict.FAILED ? new PeerUnreachable(failure) : failure;
    }
}
