package org.acme.kit.management;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.acme.kit.discovery.DiscoveryStatus;
import org.acme.kit.discovery.DnsInstance;
import org.jspecify.annotations.Nullable;

/**
 * Shows one service as discovery sees it.
 *
 * @param nodes the instances in use
 * @param age seconds since DNS last confirmed them, null if it never did
 * @param ttl seconds for which the last answer may be believed
 * @param error why the last lookup failed, null if it did not
 */
@RegisterForReflection // written by a route, which Quarkus does not scan for entities
record ServiceNodes(
        List<Node> nodes,
        @Nullable Double age,
        long ttl,
        @Nullable String error) {

    /** Shows one instance. */
    @RegisterForReflection
    record Node(long id, String addr, int priority, int weight) {

        private static Node of(DnsInstance instance) {
            return new Node(instance.id(), instance.socketAddress(), instance.priority(), instance.weight());
        }
    }

    static ServiceNodes of(DiscoveryStatus status) {
        return new ServiceNodes(
                status.instances().stream().map(Node::of).toList(),
                status.age() == null ? null : status.age().toMillis() / 1_000.0,
                status.timeToLive().toSeconds(),
                status.error());
    }
}
