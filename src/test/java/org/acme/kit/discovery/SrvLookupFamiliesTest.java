package org.acme.kit.discovery;

import static org.acme.kit.discovery.FakeResolver.address;
import static org.acme.kit.discovery.FakeResolver.answer;
import static org.acme.kit.discovery.FakeResolver.ip;
import static org.acme.kit.discovery.FakeResolver.srv;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.acme.kit.discovery.ServiceLookup.Found.Node;
import org.acme.kit.dns.DnsResolver.DnsAnswer.AddressRecord;
import org.acme.kit.dns.DnsResolver.DnsAnswer.SrvRecord;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.junit.jupiter.api.Test;

/** A host has addresses of two families; they are those of one instance. */
class SrvLookupFamiliesTest {

    private final FakeResolver dns = new FakeResolver();

    @Test
    void asksForTheFamilyThatTheGlueLacksWhereOthersHaveBoth() {
        dns.addresses("a.test.", 60, "192.0.2.1", "2001:db8::1");
        List<AddressRecord> glue = List.of(
                address("b.test.", 9, "192.0.2.2"),
                address("b.test.", 9, "2001:db8::2"),
                address("a.test.", 9, "192.0.2.1"));

        Found found = dns.resolve(List.of(), glue, srv(0, 0, 80, "b.test."), srv(0, 0, 80, "a.test."));

        assertThat(found.nodes()).extracting(Node::other).containsExactly(ip("2001:db8::2"), ip("2001:db8::1"));
        assertThat(dns.asked).containsExactly(new DnsQuestion("a.test.", Type.AAAA));
    }

    @Test
    void asksOneTargetForAllWhereTheGlueHasIpv4AloneAndTheRestOnceItHasBoth() {
        List<AddressRecord> glue = new ArrayList<>();
        SrvRecord[] records = new SrvRecord[50];
        for (int host = 0; host < records.length; host++) {
            String name = "h" + host + ".test.";
            glue.add(address(name, 9, "192.0.2." + host));
            records[host] = srv(0, 0, 80, name);
            dns.addresses(name, 60, "192.0.2." + host, "2001:db8::" + host);
        }

        Found first = dns.resolve(List.of(), glue, records);
        assertThat(dns.asked).containsExactly(new DnsQuestion("h0.test.", Type.AAAA));

        dns.asked.clear();
        List<DnsInstance> known = new DnsInstance.Register(false).identify(first.nodes(), List.of());
        assertThat(dns.resolve(known, glue, records).nodes())
                .extracting(Node::other)
                .doesNotContainNull();
        assertThat(dns.asked).hasSize(50).extracting(DnsQuestion::type).containsOnly(Type.AAAA);
    }

    @Test
    void asksForNoOtherFamilyWhereAllAreKnownWithOne() {
        List<AddressRecord> glue = List.of(address("A.test.", 9, "192.0.2.1"));
        List<DnsInstance> known = List.of(new DnsInstance(1, "a.test.", ip("192.0.2.1"), 80, 0, 0, false));

        assertThat(dns.resolve(known, glue, srv(0, 0, 80, "A.test.")).nodes()).hasSize(1);
        assertThat(dns.asked).isEmpty();
    }

    @Test
    void asksForIpv4AloneWhereTheGlueHasIpv6Alone() {
        dns.answer(new DnsQuestion("a.test.", Type.A), answer(11, List.of(), List.of()));

        Found found = dns.resolve(List.of(), List.of(address("a.test.", 60, "2001:db8::1")), srv(0, 0, 80, "a.test."));

        assertThat(found.nodes()).extracting(Node::address).containsExactly(ip("2001:db8::1"));
        assertThat(dns.asked).containsExactly(new DnsQuestion("a.test.", Type.A));
    }

    @Test
    void doesWithTheIpv6AddressesOfTheGlueWhereDnsDoesNotSay() {
        dns.fails("a.test.", Type.A);

        Found found = dns.resolve(List.of(), List.of(address("a.test.", 60, "2001:db8::1")), srv(0, 0, 80, "a.test."));

        assertThat(found.nodes()).extracting(Node::address).containsExactly(ip("2001:db8::1"));
    }

    @Test
    void oneHostWithBothFamiliesIsOneInstanceWithBothAddresses() {
        dns.addresses("a.test.", 60, "192.0.2.1", "2001:db8::1");

        assertThat(dns.resolve(srv(0, 0, 80, "a.test.")).nodes())
                .containsExactly(new Node("a.test.", ip("192.0.2.1"), ip("2001:db8::1"), 80, 0, 0));
    }

    @Test
    void doesWithoutIpv6WhereDnsDoesNotSay() {
        dns.addresses("a.test.", 60, "192.0.2.1").fails("a.test.", Type.AAAA);

        Found found = dns.resolve(srv(0, 0, 80, "a.test."));

        assertThat(found.nodes()).containsExactly(new Node("a.test.", ip("192.0.2.1"), 80, 0, 0));
        assertThat(found.timeToLive()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void doesNotTakeIpv6GlueForAllAddressesOfAHost() {
        dns.addresses("a.test.", 60, "192.0.2.1", "2001:db8::1");

        Found found = dns.resolve(List.of(), List.of(address("a.test.", 60, "2001:db8::1")), srv(0, 0, 80, "a.test."));

        assertThat(found.nodes()).extracting(Node::address).containsExactly(ip("192.0.2.1"));
    }

    @Test
    void usesIpv6ForAHostThatHasNothingElse() {
        dns.addresses("a.test.", 60, "2001:db8::1")
                .answer(new DnsQuestion("a.test.", Type.A), answer(11, List.of(), List.of()));

        Found found = dns.resolve(srv(0, 0, 80, "a.test."));

        assertThat(found.nodes()).extracting(Node::address).containsExactly(ip("2001:db8::1"));
        assertThat(found.timeToLive()).isEqualTo(Duration.ofSeconds(11));
    }
}
