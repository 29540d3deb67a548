package org.acme.kit.discovery;

import io.smallrye.mutiny.Uni;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.acme.kit.dns.DnsAnswer;
import org.acme.kit.dns.DnsAnswer.AddressRecord;
import org.acme.kit.dns.DnsQuestion;
import org.acme.kit.dns.DnsQuestion.Type;
import org.acme.kit.dns.DnsResolver;
import org.acme.kit.dns.Nameservers;

/**
 * Finds the addresses of one host: IPv4 if it has any, IPv6 otherwise.
 *
 * <p>Not both: a host with two families is one host, and would get two shares of the load.
 */
record HostLookup(DnsResolver resolver, Nameservers nameservers) {

    /** Holds the addresses of a host, none if it has none, and how long they may be believed. */
    record Addresses(String server, List<InetAddress> addresses, Duration timeToLive) {

        private static Addresses of(DnsAnswer answer) {
            List<InetAddress> addresses =
                    answer.addresses().stream().map(AddressRecord::address).toList();
            return new Addresses(answer.server(), addresses, answer.timeToLive());
        }
    }

    /** Uses the addresses that came with the SRV records, asks only for those that did not. */
    Uni<Addresses> find(String host, DnsAnswer services) {
        List<AddressRecord> glue = services.addresses().stream()
                .filter(record -> record.owner().equalsIgnoreCase(host))
                .toList();
        // A server adds what fits: that there is only IPv6 here does not mean that there is no IPv4.
        return glue.stream().anyMatch(record -> record.address() instanceof Inet4Address)
                ? Uni.createFrom().item(ipv4(services.server(), glue))
                : find(host);
    }

    Uni<Addresses> find(String host) {
        return find(host, Type.A)
                .flatMap(ipv4 -> ipv4.addresses().isEmpty()
                        ? find(host, Type.AAAA).map(ipv6 -> shorterLived(ipv4, ipv6))
                        : Uni.createFrom().item(ipv4));
    }

    private static Addresses ipv4(String server, List<AddressRecord> glue) {
        List<AddressRecord> ipv4 = glue.stream()
                .filter(record -> record.address() instanceof Inet4Address)
                .toList();
        return new Addresses(
                server,
                ipv4.stream().map(AddressRecord::address).toList(),
                ipv4.stream()
                        .map(AddressRecord::timeToLive)
                        .min(Duration::compareTo)
                        .orElseThrow());
    }

    Uni<Addresses> find(String host, Type family) {
        return resolver.ask(new DnsQuestion(host, family), nameservers).map(Addresses::of);
    }

    /** That there is no IPv4 address is an answer too, and may be over before the IPv6 address is. */
    private static Addresses shorterLived(Addresses none, Addresses found) {
        return new Addresses(
                found.server(),
                found.addresses(),
                none.timeToLive().compareTo(found.timeToLive()) < 0 ? none.timeToLive() : found.timeToLive());
    }
}
