package org.acme.kit.discovery;

import static java.util.stream.Collectors.toMap;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.acme.kit.discovery.ServiceLookup.Found.Node;
import org.jspecify.annotations.Nullable;

/**
 * The identities of the instances of one service: the same address and port is the same instance, whatever its server, target,
 * priority or weight. Not thread-safe: used by one lookup at a time.
 */
final class InstanceRegister {

    /** The order of preference; the target decides last, so that the order in which a server sends records does not matter. */
    private static final Comparator<Node> BETTER = Comparator.comparingInt(Node::priority)
            .thenComparing(Node::weight, Comparator.reverseOrder())
            .thenComparing(Node::target);

    private record Place(InetAddress address, int port) {}

    private final boolean secure;
    private long lastId;

    InstanceRegister(boolean secure) {
        this.secure = secure;
    }

    /**
     * Returns the instances for the nodes of a lookup, sorted by id: known instances first. Of two records for one address and
     * port the better one counts. Servers shuffle their records; the order by id makes an unchanged answer an equal list.
     */
    List<DnsInstance> identify(List<Node> nodes, List<DnsInstance> inUse) {
        Map<Place, DnsInstance> before = inUse.stream()
                .collect(toMap(instance -> new Place(instance.address(), instance.port()), instance -> instance));
        Map<Place, Node> places = new LinkedHashMap<>();
        nodes.forEach(node -> places.merge(new Place(node.address(), node.port()), node, BinaryOperator.minBy(BETTER)));
        return places.entrySet().stream()
                .map(place -> instance(place.getValue(), before.get(place.getKey())))
                .sorted(Comparator.comparingLong(DnsInstance::id))
                .toList();
    }

    private DnsInstance instance(Node node, @Nullable DnsInstance before) {
        long id = before == null ? ++lastId : before.id();
        return new DnsInstance(
                id, node.target(), node.address(), node.other(), node.port(), node.priority(), node.weight(), secure);
    }
}
