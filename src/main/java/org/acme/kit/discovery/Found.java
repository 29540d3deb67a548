package org.acme.kit.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what one lookup brought, before it is known who stayed and who is new.
 *
 * @param nodes the usable places; one address and port may be there more than once
 * @param timeToLive the smallest TTL of all that was used
 * @param server who answered
 * @param notAvailable whether DNS says that there is decidedly no such service (RFC 2782, target ".")
 * @param dropped how many records could not be used, by reason
 */
record Found(
        List<Node> nodes, Duration timeToLive, String server, boolean notAvailable, Map<DropReason, Integer> dropped) {

    /** Tells whether DNS knows nothing of the service, not even unusable records. */
    boolean isNothing() {
        return nodes.isEmpty() && !notAvailable && dropped.isEmpty();
    }

    /**
     * A place where the service answers.
     *
     * @param other its address of the other family, null if it has none
     */
    record Node(
            String target, InetAddress address, @Nullable InetAddress other, int port, int priority, int weight) {

        Node(String target, InetAddress address, int port, int priority, int weight) {
            this(target, address, null, port, priority, weight);
        }
    }

    /** Says why a record was left out. */
    enum DropReason {
        /** The SRV record has port 0. */
        PORT,
        /** The SRV record's target has no address, or DNS did not say. */
        TARGET
    }
}
