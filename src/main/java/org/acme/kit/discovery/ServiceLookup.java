package org.acme.kit.discovery;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import org.acme.kit.discovery.Found.Node;
import org.acme.kit.discovery.HostLookup.Addresses;
import org.acme.kit.dns.DnsQuestion;
import org.acme.kit.dns.DnsQuestion.Type;
import org.acme.kit.dns.DnsResolver;
import org.acme.kit.dns.NameserverSource;
import org.acme.kit.dns.Nameservers;

/** Looks one service up once: SRV records or addresses, as its settings say, under each name that may be meant. */
final class ServiceLookup {

    private final DiscoverySettings settings;
    private final DnsResolver resolver;
    private final NameserverSource host;

    ServiceLookup(DiscoverySettings settings, DnsResolver resolver, NameserverSource host) {
        this.settings = settings;
        this.resolver = resolver;
        this.host = host;
    }

    /**
     * Asks DNS for the instances.
     *
     * @param known the instances in use
     * @return what was found, perhaps nothing; a failure if DNS did not say
     */
    Uni<Found> find(List<DnsInstance> known) {
        Nameservers nameservers = nameservers();
        HostLookup hosts = new HostLookup(resolver, nameservers);
        return findFirst(nameservers.candidates(settings.name()), 0, hosts, known);
    }

    private Nameservers nameservers() {
        Nameservers base = settings.servers().isEmpty() ? host.current() : Nameservers.of(settings.servers());
        return settings.timeout().map(base::withTimeout).orElse(base);
    }

    private Uni<Found> findFirst(List<String> names, int index, HostLookup hosts, List<DnsInstance> known) {
        Uni<Found> found = find(names.get(index), hosts, known);
        return index + 1 == names.size()
                ? found
                : found.flatMap(here -> here.isNothing()
                        ? findFirst(names, index + 1, hosts, known)
                        : Uni.createFrom().item(here));
    }

    private Uni<Found> find(String name, HostLookup hosts, List<DnsInstance> known) {
        return switch (settings.lookup()) {
            case SRV -> services(name, hosts, known);
            case A -> hosts.find(name, Type.A).map(addresses -> found(name, addresses));
            case AAAA -> hosts.find(name, Type.AAAA).map(addresses -> found(name, addresses));
            case AUTO ->
                services(name, hosts, known)
                        .flatMap(services -> services.isNothing() && settings.port() > 0
                                ? hosts.find(name).map(addresses -> found(name, addresses))
                                : Uni.createFrom().item(services));
        };
    }

    private Uni<Found> services(String name, HostLookup hosts, List<DnsInstance> known) {
        return resolver.ask(new DnsQuestion(name, Type.SRV), hosts.nameservers())
                .flatMap(answer -> new SrvLookup(hosts, known).resolve(answer));
    }

    private Found found(String name, Addresses addresses) {
        // RFC 2782 has priority 0 and weight 0 for want of better; weight 1 says the same of equals and sums up.
        List<Node> nodes = addresses.addresses().stream()
                .map(address -> new Node(name, address, settings.port(), 0, 1))
                .toList();
        return new Found(nodes, addresses.timeToLive(), addresses.server(), false, Map.of());
    }
}
