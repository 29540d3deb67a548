package org.acme.kit.discovery;

import static java.util.stream.Collectors.toMap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.acme.kit.discovery.ServiceLookup.Found.Node;
import org.acme.kit.dns.SocketAddresses;
import org.jspecify.annotations.Nullable;

/**
 * Internal: one instance of a service: its address and port. Immutable.
 *
 * <p>Address and port are its identity: the id stays the same as long as DNS lists them, whatever else changes.
 *
 * @param id unique among the instances of the service since start
 * @param target the host name of the address, with its last dot; certificates are verified against it
 * @param address IPv4 or IPv6
 * @param other the instance's address of the other family, null if it has none
 * @param port 1 to 65535
 * @param priority 0 to 65535, the lowest is used first (RFC 2782); 0 where no SRV record gives one
 * @param weight 0 to 65535, the share within the priority (RFC 2782); 1 where no SRV record gives one
 * @param secure whether it is called with TLS
 */
public record DnsInstance(
        long id,
        String target,
        InetAddress address,
        @Nullable InetAddress other,
        int port,
        int priority,
        int weight,
        boolean secure) {

    /** Makes an instance with an address of one family only. */
    public DnsInstance(
            long id, String target, InetAddress address, int port, int priority, int weight, boolean secure) {
        this(id, target, address, null, port, priority, weight, secure);
    }

    /** Returns address and port, {@code 10.0.0.7:8080} or {@code [::1]:8080}. */
    public String socketAddress() {
        return SocketAddresses.format(new InetSocketAddress(address, port));
    }

    /** Returns the target without its last dot, as requests and certificates have it. */
    public String hostName() {
        return target.substring(0, target.length() - 1);
    }

    /**
     * The identities of the instances of one service: the same address and port is the same instance, whatever its server, target,
     * priority or weight. Not thread-safe: used by one lookup at a time.
     */
    static final class Register {

        /** The order of preference; the target decides last, so that the order in which a server sends records does not matter. */
        private static final Comparator<Node> BETTER = Comparator.comparingInt(Node::priority)
                .thenComparing(Node::weight, Comparator.reverseOrder())
                .thenComparing(Node::target);

        private record Place(InetAddress address, int port) {}

        private final boolean secure;
        private long lastId;

        Register(boolean secure) {
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
            nodes.forEach(
                    node -> places.merge(new Place(node.address(), node.port()), node, BinaryOperator.minBy(BETTER)));
            return places.entrySet().stream()
                    .map(place -> instance(place.getValue(), before.get(place.getKey())))
                    .sorted(Comparator.comparingLong(DnsInstance::id))
                    .toList();
        }

        private DnsInstance instance(Node node, @Nullable DnsInstance before) {
            long id = before == null ? ++lastId : before.id();
            return new DnsInstance(
                    id,
                    node.target(),
                    node.address(),
                    node.other(),
                    node.port(),
                    node.priority(),
                    node.weight(),
                    secure);
        }
    }
}
