package org.acme.kit.discovery;

import static org.acme.kit.discovery.FakeResolver.address;
import static org.acme.kit.discovery.FakeResolver.ip;
import static org.acme.kit.discovery.FakeResolver.srv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.acme.kit.discovery.ServiceLookup.Found.DropReason;
import org.acme.kit.discovery.ServiceLookup.Found.Node;
import org.acme.kit.dns.DnsResolver.DnsAnswer.AddressRecord;
import org.acme.kit.dns.DnsResolver.DnsAnswer.SrvRecord;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.acme.kit.dns.Nameservers;
import org.junit.jupiter.api.Test;

class SrvLookupTest {

    private final FakeResolver dns = new FakeResolver();

    @Test
    void findsEveryAddressOfATarget() {
        dns.addresses("a.test.", 60, "192.0.2.1", "192.0.2.2");

        assertThat(dns.resolve(srv(1, 2, 80, "a.test.")).nodes())
                .containsExactly(
                        new Node("a.test.", ip("192.0.2.1"), 80, 1, 2), new Node("a.test.", ip("192.0.2.2"), 80, 1, 2));
    }

    @Test
    void asksForATargetOnceHoweverManyRecordsNameIt() {
        dns.addresses("a.test.", 60, "192.0.2.1");

        assertThat(dns.resolve(srv(0, 0, 80, "a.test."), srv(0, 0, 81, "a.test."))
                        .nodes())
                .extracting(Node::port)
                .containsExactly(80, 81);
        assertThat(dns.asked)
                .containsExactly(new DnsQuestion("a.test.", Type.A), new DnsQuestion("a.test.", Type.AAAA));
    }

    @Test
    void dropsARecordWithPortZeroAlone() {
        dns.addresses("a.test.", 60, "192.0.2.1");

        Found found = dns.resolve(srv(0, 0, 0, "b.test."), srv(0, 0, 80, "a.test."), srv(0, 0, 0, "a.test."));

        assertThat(found.nodes()).extracting(Node::port).containsExactly(80);
        assertThat(found.dropped()).containsExactly(entry(DropReason.PORT, 2));
        assertThat(dns.asked).extracting(DnsQuestion::name).containsOnly("a.test.");
    }

    @Test
    void dropsARecordWhoseTargetHasNoAddressAlone() {
        dns.addresses("a.test.", 60, "192.0.2.1");

        Found found = dns.resolve(srv(0, 0, 80, "dangling.test."), srv(0, 0, 80, "a.test."));

        assertThat(found.nodes()).extracting(Node::target).containsExactly("a.test.");
        assertThat(found.dropped()).containsExactly(entry(DropReason.TARGET, 1));
    }

    @Test
    void dropsARecordWhoseTargetCannotBeAskedForAlone() {
        dns.fails("b.test.", Type.A).addresses("a.test.", 60, "192.0.2.1");

        Found found = dns.resolve(srv(0, 0, 80, "b.test."), srv(0, 0, 80, "a.test."));

        assertThat(found.nodes()).extracting(Node::target).containsExactly("a.test.");
        assertThat(found.dropped()).containsExactly(entry(DropReason.TARGET, 1));
        assertThat(found.timeToLive()).isZero();
    }

    @Test
    void keepsTheKnownAddressesOfATargetThatCannotBeAskedFor() {
        dns.fails("HOST.test.", Type.A);
        List<DnsInstance> known = List.of(Examples.instance(1, "192.0.2.1"));

        Found found = dns.resolve(known, List.of(), srv(3, 4, 80, "HOST.test."));

        assertThat(found.nodes()).containsExactly(new Node("HOST.test.", ip("192.0.2.1"), 80, 3, 4));
        assertThat(found.timeToLive()).isZero();
    }

    @Test
    void doesNotWaitForATargetThatNobodyAnswersForLongerThanForOneTry() {
        dns.addresses("a.test.", 60, "192.0.2.1")
                .answer(new DnsQuestion("b.test.", Type.A), Uni.createFrom().nothing());
        Nameservers nameservers = Examples.HOST.withTimeout(Duration.ofMillis(20));
        List<SrvRecord> records = List.of(srv(0, 0, 80, "b.test."), srv(0, 0, 80, "a.test."));

        Found found = new SrvLookup(new HostLookup(dns, nameservers), List.of(), 0)
                .resolve(FakeResolver.answer(60, records, List.of()))
                .await()
                .atMost(Await.PATIENCE);

        assertThat(found.nodes()).extracting(Node::target).containsExactly("a.test.");
        assertThat(found.dropped()).containsExactly(entry(DropReason.TARGET, 1));
    }

    @Test
    void keepsNoAddressesOfAnotherTarget() {
        dns.fails("b.test.", Type.A).addresses("a.test.", 60, "192.0.2.1");
        List<DnsInstance> known = List.of(Examples.instance(1, "192.0.2.9"));

        assertThat(dns.resolve(known, List.of(), srv(0, 0, 80, "a.test."), srv(0, 0, 80, "b.test."))
                        .nodes())
                .extracting(Node::address)
                .containsExactly(ip("192.0.2.1"));
    }

    @Test
    void failsIfNoTargetCanBeAskedFor() {
        dns.fails("a.test.", Type.A).fails("b.test.", Type.A);

        assertThatExceptionOfType(DnsFailure.class)
                .isThrownBy(() -> dns.resolve(srv(0, 0, 80, "a.test."), srv(0, 0, 80, "b.test.")))
                .withMessageStartingWith("A a.test. asked of ");
    }

    @Test
    void failsIfTheOnlyUsefulTargetCannotBeAskedFor() {
        dns.fails("a.test.", Type.A);

        assertThatExceptionOfType(DnsFailure.class)
                .isThrownBy(() -> dns.resolve(srv(0, 0, 80, "dangling.test."), srv(0, 0, 80, "a.test.")));
    }

    @Test
    void isEmptyIfNoRecordIsOfUse() {
        Found found = dns.resolve(srv(0, 0, 0, "a.test."), srv(0, 0, 80, "dangling.test."));

        assertThat(found.nodes()).isEmpty();
        assertThat(found.dropped()).isEqualTo(Map.of(DropReason.PORT, 1, DropReason.TARGET, 1));
        assertThat(found.isNothing()).isFalse();
        assertThat(dns.resolve(srv(0, 0, 0, "a.test.")).dropped()).containsExactly(entry(DropReason.PORT, 1));
    }

    @Test
    void takesTheTargetDotForDecidedlyNotAvailable() {
        assertThat(dns.resolve(srv(0, 0, 0, ".")).notAvailable()).isTrue();
        assertThat(dns.resolve(srv(0, 0, 0, ".")).isNothing()).isFalse();
        assertThat(dns.resolve().notAvailable()).isFalse();
        assertThat(dns.resolve().isNothing()).isTrue();
    }

    @Test
    void livesAsLongAsTheShortestOfAllThatWasUsed() {
        dns.addresses("a.test.", 20, "192.0.2.1").addresses("b.test.", 90, "192.0.2.2");

        assertThat(dns.resolve(srv(0, 0, 80, "a.test."), srv(0, 0, 80, "b.test."))
                        .timeToLive())
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(dns.resolve(srv(0, 0, 80, "b.test.")).timeToLive()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void usesGlueAndAsksNothing() {
        List<AddressRecord> glue = List.of(
                address("A.test.", 9, "192.0.2.1"),
                address("a.test.", 30, "192.0.2.2"),
                address("a.test.", 3, "2001:db8::1"),
                address("other.test.", 1, "192.0.2.9"));

        Found found = dns.resolve(List.of(), glue, srv(0, 0, 80, "a.test."));

        assertThat(found.nodes()).extracting(Node::address).containsExactly(ip("192.0.2.1"), ip("192.0.2.2"));
        assertThat(found.nodes()).extracting(Node::other).containsExactly(ip("2001:db8::1"), null);
        assertThat(found.timeToLive()).isEqualTo(Duration.ofSeconds(3));
        assertThat(dns.asked).isEmpty();
    }
}
