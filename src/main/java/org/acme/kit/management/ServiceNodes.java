package org.acme.kit.management;

import static java.util.stream.Collectors.toMap;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.acme.kit.balancing.InstanceReport;
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

    /** Shows one instance; its state is that of {@link InstanceReport}, available where the balancer ejects nobody. */
    @RegisterForReflection
    record Node(long id, String addr, int priority, int weight, String state) {

        private static Node of(DnsInstance instance, Map<Long, String> states) {
            return new Node(
                    instance.id(),
                    instance.socketAddress(),
                    instance.priority(),
                    instance.weight(),
                    states.getOrDefault(instance.id(), "available"));
        }
    }

    static ServiceNodes of(DiscoveryStatus status, List<InstanceReport> reports) {
        Map<Long, String> states = reports.stream().collect(toMap(InstanceReport::id, InstanceReport::state));
        return new ServiceNodes(
                status.instances().stream()
                        .map(instance -> Node.of(instance, states))
                        .toList(),
                status.age() == null ? null : status.age().toMillis() / 1_000.0,
                status.timeToLive().toSeconds(),
                status.error());
    }
}
