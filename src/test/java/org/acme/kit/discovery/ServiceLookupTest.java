package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.HOST;
import static org.acme.kit.discovery.Examples.NAME;
import static org.acme.kit.discovery.Examples.settings;
import static org.acme.kit.discovery.FakeResolver.srv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.acme.kit.discovery.ServiceLookup.Found.Node;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.junit.jupiter.api.Test;

class ServiceLookupTest {

    private static final String HOST_NAME = "orders.test.";

    private final FakeResolver dns = new FakeResolver();

    @Test
    void findsServices() {
        dns.services(NAME, 60, srv(1, 2, 8080, "a.test.")).addresses("a.test.", 60, "192.0.2.1");

        assertThat(find(settings()).nodes())
                .containsExactly(new Node("a.test.", FakeResolver.ip("192.0.2.1"), 8080, 1, 2));
        assertThat(dns.nameservers).isEqualTo(HOST);
    }

    @Test
    void findsAddressesWithTheConfiguredPortAndEqualShares() {
        dns.addresses(HOST_NAME, 7, "192.0.2.1", "192.0.2.2", "2001:db8::1");

        Found found = find(settings("name", HOST_NAME, "record", "a", "port", "80"));

        assertThat(found.nodes())
                .containsExactly(
                        new Node(HOST_NAME, FakeResolver.ip("192.0.2.1"), 80, 0, 1),
                        new Node(HOST_NAME, FakeResolver.ip("192.0.2.2"), 80, 0, 1));
        assertThat(found.timeToLive()).isEqualTo(Duration.ofSeconds(7));
        assertThat(found.server()).isEqualTo(FakeResolver.SERVER);
    }

    @Test
    void findsIpv6AddressesIfToldTo() {
        dns.addresses(HOST_NAME, 7, "192.0.2.1", "2001:db8::1");

        assertThat(find(settings("name", HOST_NAME, "record", "aaaa", "port", "80"))
                        .nodes())
                .extracting(Node::address)
                .containsExactly(FakeResolver.ip("2001:db8::1"));
    }

    @Test
    void asksAHostNameForItsAddressesAlone() {
        dns.services(HOST_NAME, 7, srv(0, 0, 9000, "a.test.")).addresses(HOST_NAME, 7, "192.0.2.1");

        assertThat(find(settings("name", HOST_NAME, "port", "80")).nodes())
                .containsExactly(new Node(HOST_NAME, FakeResolver.ip("192.0.2.1"), 80, 0, 1));
        assertThat(dns.asked)
                .containsExactly(new DnsQuestion(HOST_NAME, Type.A), new DnsQuestion(HOST_NAME, Type.AAAA));
    }

    @Test
    void asksAHostNameForServicesIfToldTo() {
        dns.services(HOST_NAME, 7, srv(0, 0, 80, "a.test.")).addresses("a.test.", 60, "192.0.2.1");

        assertThat(find(settings("name", HOST_NAME, "record", "srv")).nodes()).hasSize(1);
    }

    @Test
    void usesTheServicesOfTheConfiguredPortAlone() {
        dns.services(HOST_NAME, 7, srv(0, 0, 8080, "a.test."), srv(0, 0, 9000, "a.test."), srv(0, 0, 8080, "b.test."))
                .addresses("a.test.", 60, "192.0.2.1")
                .addresses("b.test.", 60, "192.0.2.2");

        Found found = find(settings("name", HOST_NAME, "record", "srv", "port", "8080"));

        assertThat(found.nodes())
                .extracting(node -> node.address().getHostAddress() + ":" + node.port())
                .containsExactly("192.0.2.1:8080", "192.0.2.2:8080");
        assertThat(found.dropped()).isEmpty();
    }

    @Test
    void takesServicesOfOtherPortsForNothingRatherThanForAStatementThatThereIsNone() {
        dns.services(HOST_NAME, 7, srv(0, 0, 9000, "a.test."));

        Found found = find(settings("name", HOST_NAME, "record", "srv", "port", "8080"));

        assertThat(found.isNothing()).isTrue();
        assertThat(found.notAvailable()).isFalse();
    }

    @Test
    void fallsBackToAddressesIfAServiceNameHasNoServicesAndThePortIsKnown() {
        dns.addresses(NAME, 7, "192.0.2.1");

        assertThat(find(settings("port", "80")).nodes()).hasSize(1);
        assertThat(dns.asked)
                .containsExactly(
                        new DnsQuestion(NAME, Type.SRV),
                        new DnsQuestion(NAME, Type.A),
                        new DnsQuestion(NAME, Type.AAAA));
    }

    @Test
    void asksForNoAddressesWithoutAPort() {
        dns.addresses(NAME, 7, "192.0.2.1");

        assertThat(find(settings()).isNothing()).isTrue();
        assertThat(dns.asked).containsExactly(new DnsQuestion(NAME, Type.SRV));
    }

    @Test
    void asksForNoAddressesIfServicesAreAllThatCounts() {
        dns.addresses(NAME, 7, "192.0.2.1");

        assertThat(find(settings("record", "srv", "port", "80")).isNothing()).isTrue();
    }

    @Test
    void asksForNoAddressesIfTheServiceIsDecidedlyNotAvailable() {
        dns.services(NAME, 60, srv(0, 0, 0, ".")).addresses(NAME, 7, "192.0.2.1");

        Found found = find(settings("port", "80"));

        assertThat(found.nodes()).isEmpty();
        assertThat(found.notAvailable()).isTrue();
    }

    @Test
    void asksForNoAddressesIfThereAreServicesOfNoUse() {
        dns.services(NAME, 60, srv(0, 0, 0, "a.test.")).addresses(NAME, 7, "192.0.2.1");

        assertThat(find(settings("port", "80")).nodes()).isEmpty();
    }

    @Test
    void takesAFailedQuestionForServicesForAFailure() {
        dns.fails(NAME, Type.SRV).addresses(NAME, 7, "192.0.2.1");

        assertThatExceptionOfType(DnsFailure.class).isThrownBy(() -> find(settings("port", "80")));
    }

    @Test
    void asksTheConfiguredServersWithTheConfiguredTimeout() {
        find(settings("servers", "192.0.2.1,192.0.2.2:5353", "timeout", "100ms"));

        assertThat(dns.nameservers.servers())
                .containsExactly(new InetSocketAddress("192.0.2.1", 53), new InetSocketAddress("192.0.2.2", 5353));
        assertThat(dns.nameservers.timeout()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void asksTheServersOfTheHostWithTheConfiguredTimeout() {
        find(settings("timeout", "100ms"));

        assertThat(dns.nameservers).isEqualTo(HOST.withTimeout(Duration.ofMillis(100)));
    }

    private Found find(DiscoverySettings settings) {
        return new ServiceLookup(settings, dns, () -> HOST)
                .find(List.of())
                .await()
                .indefinitely();
    }
}
