package org.acme.kit.discovery;

import static java.util.stream.Collectors.toMap;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.acme.kit.discovery.Found.Node;
import org.jspecify.annotations.Nullable;

/**
 * Gives the instances of one service their identity: the same address and port is the same instance, whatever server,
 * target, priority or weight. Used by one lookup at a time.
 */
final class InstanceRegister {

    private record Place(InetAddress address, int port) {}

    private final boolean secure;
    private long lastId;

    InstanceRegister(boolean secure) {
        this.secure = secure;
    }

    /** Returns the instances for what was found, those in use among them; of two records for one place the better wins. */
    List<DnsInstance> identify(List<Node> nodes, List<DnsInstance> inUse) {
        Map<Place, DnsInstance> before = inUse.stream()
                .collect(toMap(instance -> new Place(instance.address(), instance.port()), instance -> instance));
        Map<Place, Node> places = new LinkedHashMap<>();
        nodes.forEach(node -> places.merge(new Place(node.address(), node.port()), node, InstanceRegister::better));
        return places.entrySet().stream()
                .map(place -> instance(place.getValue(), before.get(place.getKey())))
                .toList();
    }

    private DnsInstance instance(Node node, @Nullable DnsInstance before) {
        long id = before == null ? ++lastId : before.id();
        return new DnsInstance(id, node.target(), node.address(), node.port(), node.priority(), node.weight(), secure);
    }

    private static Node better(Node one, Node other) {
        boolean otherIsBetter = other.priority() < one.priority()
                || other.priority() == one.priority() && other.weight() > one.weight();
        return otherIsBetter ? other : one;
    }
}
