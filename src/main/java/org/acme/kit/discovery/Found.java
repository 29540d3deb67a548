package org.acme.kit.discovery;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of one lookup, before its nodes are matched with the instances in use.
 *
 * @param nodes the usable nodes; one address and port may occur more than once
 * @param timeToLive the smallest TTL of all records that were used
 * @param server the nameserver that answered
 * @param notAvailable whether the service is decidedly not available (RFC 2782, target ".")
 * @param dropped how many records could not be used, by reason
 * @param unconfirmed why a target whose known addresses are among the nodes could not be looked up, null if there is none
 */
record Found(
        List<Node> nodes,
        Duration timeToLive,
        String server,
        boolean notAvailable,
        Map<DropReason, Integer> dropped,
        @Nullable String unconfirmed) {

    /** Makes the result of a lookup in which DNS confirmed all nodes. */
    Found(
            List<Node> nodes,
            Duration timeToLive,
            String server,
            boolean notAvailable,
            Map<DropReason, Integer> dropped) {
        this(nodes, timeToLive, server, notAvailable, dropped, null);
    }

    /** Tells whether DNS has no record of the service, not even an unusable one. */
    boolean isNothing() {
        return nodes.isEmpty() && !notAvailable && dropped.isEmpty();
    }

    /**
     * An address and port of the service, with what DNS says about it.
     *
     * @param target the host name of the address, with its last dot
     * @param other the address of the other family, null if there is none
     */
    record Node(
            String target, InetAddress address, @Nullable InetAddress other, int port, int priority, int weight) {

        Node(String target, InetAddress address, int port, int priority, int weight) {
            this(target, address, null, port, priority, weight);
        }
    }

    /** The reason why a record was dropped. */
    enum DropReason {
        /** The SRV record has port 0. */
        PORT,
        /** The SRV record's target has no address, or its lookup failed. */
        TARGET
    }
}
