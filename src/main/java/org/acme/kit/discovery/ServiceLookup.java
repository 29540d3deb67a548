package org.acme.kit.discovery;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.acme.kit.discovery.HostLookup.Addresses;
import org.acme.kit.discovery.ServiceLookup.Found.Node;
import org.acme.kit.dns.DnsResolver;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.acme.kit.dns.Nameservers;
import org.jspecify.annotations.Nullable;

/** The lookup of one service: SRV records or addresses, as configured, under each candidate name in turn. Thread-safe. */
final class ServiceLookup {

    private final DiscoverySettings settings;
    private final DnsResolver resolver;
    private final Nameservers.Source host;

    ServiceLookup(DiscoverySettings settings, DnsResolver resolver, Nameservers.Source host) {
        this.settings = settings;
        this.resolver = resolver;
        this.host = host;
    }

    /**
     * Asks DNS for the instances.
     *
     * <p>A candidate name that fails is skipped. If no other candidate is found either, the lookup fails: the failed name may be
     * the right one, and the failure of a server does not mean that the name has no instances (glibc decides likewise).
     *
     * @param known the instances in use
     * @return the result, perhaps empty; the first failure if no candidate was found and one failed
     */
    Uni<Found> find(List<DnsInstance> known) {
        Nameservers nameservers = nameservers();
        HostLookup hosts = new HostLookup(resolver, nameservers);
        return findFirst(nameservers.candidates(settings.name()), hosts, known, null);
    }

    private Nameservers nameservers() {
        Nameservers base = settings.servers().isEmpty() ? host.current() : Nameservers.of(settings.servers());
        return settings.timeout().map(base::withTimeout).orElse(base);
    }

    private Uni<Found> findFirst(
            List<String> names, HostLookup hosts, List<DnsInstance> known, @Nullable Throwable failed) {
        return find(names.get(0), hosts, known).onItemOrFailure().transformToUni((found, failure) -> {
            Throwable first = failed == null ? failure : failed;
            if (found != null && !found.isNothing()) {
                return Uni.createFrom().item(found);
            }
            if (names.size() > 1) {
                return findFirst(names.subList(1, names.size()), hosts, known, first);
            }
            return first == null
                    ? Uni.createFrom().item(found)
                    : Uni.createFrom().failure(first);
        });
    }

    private Uni<Found> find(String name, HostLookup hosts, List<DnsInstance> known) {
        return switch (settings.lookup()) {
            case SRV -> services(name, hosts, known);
            case A -> hosts.find(name, Type.A).map(addresses -> found(name, addresses));
            case AAAA -> hosts.find(name, Type.AAAA).map(addresses -> found(name, addresses));
            case AUTO -> settings.isServiceName() ? servicesOrAddresses(name, hosts, known) : addresses(name, hosts);
        };
    }

    private Uni<Found> servicesOrAddresses(String name, HostLookup hosts, List<DnsInstance> known) {
        return services(name, hosts, known)
                .flatMap(services -> services.isNothing() && settings.port() > 0
                        ? addresses(name, hosts)
                        : Uni.createFrom().item(services));
    }

    private Uni<Found> addresses(String name, HostLookup hosts) {
        return hosts.find(name).map(addresses -> found(name, addresses));
    }

    private Uni<Found> services(String name, HostLookup hosts, List<DnsInstance> known) {
        return resolver.ask(new DnsQuestion(name, Type.SRV), hosts.nameservers())
                .flatMap(answer -> new SrvLookup(hosts, known, settings.onlyPort()).resolve(answer));
    }

    private Found found(String name, Addresses addresses) {
        // RFC 2782 has priority 0 and weight 0 where nothing is to be chosen. Weight 1 means the same among equals and
        // adds up.
        List<Node> nodes = addresses.nodes(name, settings.port(), 0, 1);
        return new Found(nodes, addresses.timeToLive(), addresses.server(), false, Map.of());
    }

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
                String target,
                InetAddress address,
                @Nullable InetAddress other,
                int port,
                int priority,
                int weight) {

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
}
