package org.acme.kit.discovery;

import static java.util.Comparator.comparing;

import io.smallrye.mutiny.Uni;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.kit.discovery.ServiceLookup.Found.Node;
import org.acme.kit.dns.DnsResolver;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsAnswer.AddressRecord;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.acme.kit.dns.Nameservers;

/**
 * The lookup of the addresses of one host: its IPv4 addresses, each paired with an IPv6 address if there is one; without IPv4,
 * its IPv6 addresses.
 *
 * <p>A host with two families is one instance, which must not get two shares of the load. The other address is tried if no
 * connection to the first comes about (a simple form of the race in RFC 8305).
 */
record HostLookup(DnsResolver resolver, Nameservers nameservers) {

    /** The wait for IPv6 addresses when IPv4 addresses are known: some nameservers do not answer questions for AAAA. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /**
     * The addresses of a host, empty if it has none.
     *
     * @param server the nameserver that answered
     * @param others the address of the other family for each address that has one
     * @param timeToLive the smallest TTL of what was used
     */
    record Addresses(
            String server, List<InetAddress> addresses, Map<InetAddress, InetAddress> others, Duration timeToLive) {

        Addresses(String server, List<InetAddress> addresses, Duration timeToLive) {
            this(server, addresses, Map.of(), timeToLive);
        }

        /** Returns the addresses of a host that are in use, with no time to live. */
        static Addresses inUse(String host, String server, List<DnsInstance> known) {
            List<DnsInstance> instances = known.stream()
                    .filter(instance -> instance.target().equalsIgnoreCase(host))
                    .toList();
            Map<InetAddress, InetAddress> others = new HashMap<>();
            instances.stream()
                    .filter(instance -> instance.other() != null)
                    .forEach(instance -> others.put(instance.address(), instance.other()));
            List<InetAddress> addresses =
                    instances.stream().map(DnsInstance::address).distinct().toList();
            return new Addresses(server, addresses, others, Duration.ZERO);
        }

        private static Addresses of(DnsAnswer answer) {
            return of(answer.server(), answer.addresses(), answer.timeToLive());
        }

        private static Addresses of(String server, List<AddressRecord> records, Duration timeToLive) {
            return new Addresses(
                    server, records.stream().map(AddressRecord::address).toList(), timeToLive);
        }

        /** Pairs the two families in a fixed order, because servers shuffle their records. */
        private Addresses with(Addresses ipv6) {
            List<InetAddress> here = sorted(addresses);
            List<InetAddress> there = sorted(ipv6.addresses);
            Map<InetAddress, InetAddress> pairs = new HashMap<>();
            for (int index = 0; index < Math.min(here.size(), there.size()); index++) {
                pairs.put(here.get(index), there.get(index));
            }
            boolean shorter = !there.isEmpty() && ipv6.timeToLive.compareTo(timeToLive) < 0;
            return new Addresses(server, addresses, pairs, shorter ? ipv6.timeToLive : timeToLive);
        }

        /** Returns a node for each address, with its address of the other family. */
        List<Node> nodes(String target, int port, int priority, int weight) {
            return addresses.stream()
                    .map(address -> new Node(target, address, others.get(address), port, priority, weight))
                    .toList();
        }

        private static List<InetAddress> sorted(List<InetAddress> addresses) {
            return addresses.stream()
                    .sorted(comparing(InetAddress::getAddress, Arrays::compareUnsigned))
                    .toList();
        }
    }

    /**
     * Returns the addresses that came with the SRV records (glue); asks only for those that did not. A server adds what fits, or
     * one family only, so a family that is absent from the glue may exist.
     *
     * @param glue the addresses of this host that {@code server} has added
     * @param askOthers whether to ask for IPv6 addresses if the glue has only IPv4
     */
    Uni<Addresses> find(String host, String server, List<AddressRecord> glue, boolean askOthers) {
        Addresses ipv4 = family(server, glue, true);
        Addresses ipv6 = family(server, glue, false);
        if (ipv4.addresses.isEmpty()) {
            return ipv6.addresses.isEmpty()
                    ? find(host)
                    : optional(host, Type.A).map(asked -> of(asked, ipv6));
        }
        return ipv6.addresses.isEmpty() && askOthers
                ? optional(host, Type.AAAA).map(ipv4::with)
                : Uni.createFrom().item(ipv4.with(ipv6));
    }

    Uni<Addresses> find(String host) {
        return find(host, Type.A)
                .flatMap(ipv4 -> ipv4.addresses().isEmpty()
                        ? find(host, Type.AAAA).map(ipv6 -> of(ipv4, ipv6))
                        : optional(host, Type.AAAA).map(ipv4::with));
    }

    private static Addresses of(Addresses ipv4, Addresses ipv6) {
        return ipv4.addresses.isEmpty() ? shorterLived(ipv4, ipv6) : ipv4.with(ipv6);
    }

    /** Asks for addresses of a family where there are some of the other: a failure counts as none. */
    private Uni<Addresses> optional(String host, Type family) {
        return find(host, family)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(() -> new Addresses("", List.of(), Duration.ZERO));
    }

    private static Addresses family(String server, List<AddressRecord> glue, boolean ipv4) {
        List<AddressRecord> records = glue.stream()
                .filter(record -> record.address() instanceof Inet4Address == ipv4)
                .toList();
        return Addresses.of(
                server,
                records,
                records.stream()
                        .map(AddressRecord::timeToLive)
                        .min(Duration::compareTo)
                        .orElse(Duration.ZERO));
    }

    Uni<Addresses> find(String host, Type family) {
        return resolver.ask(new DnsQuestion(host, family), nameservers).map(Addresses::of);
    }

    /** Returns the addresses found, with the smaller TTL: that there is no IPv4 address is an answer with its own TTL. */
    private static Addresses shorterLived(Addresses none, Addresses found) {
        return new Addresses(
                found.server(),
                found.addresses(),
                none.timeToLive().compareTo(found.timeToLive()) < 0 ? none.timeToLive() : found.timeToLive());
    }
}
