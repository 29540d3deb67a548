package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.HOST;
import static org.acme.kit.discovery.Examples.settings;
import static org.acme.kit.discovery.FakeResolver.srv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsResolver.DnsQuestion.Type;
import org.acme.kit.dns.Nameservers;
import org.junit.jupiter.api.Test;

/** Names of which resolv.conf says that they may mean several. */
class SearchListTest {

    private static final String FIRST = "_http._tcp.orders.a.test.";
    private static final String SECOND = "_http._tcp.orders.b.test.";
    private static final String LITERAL = "_http._tcp.orders.";

    private final FakeResolver dns = new FakeResolver().addresses("x.test.", 60, "192.0.2.1");

    @Test
    void searchesUntilANameIsKnown() {
        known(SECOND);

        assertThat(find().nodes()).hasSize(1);
        assertThat(dns.asked).extracting(DnsQuestion::name).containsExactly(FIRST, SECOND, "x.test.", "x.test.");
    }

    @Test
    void passesANameOverThatFails() {
        dns.fails(FIRST, Type.SRV);
        known(SECOND);

        assertThat(find().nodes()).hasSize(1);
    }

    @Test
    void passesTheLiteralNameOverWhenItFails() {
        dns.fails("_http._tcp.orders.shop.", Type.SRV);
        known("_http._tcp.orders.shop.b.test.");

        assertThat(find("_http._tcp.orders.shop", 1).nodes()).hasSize(1);
    }

    @Test
    void failsAsTheFirstNameDoesWhenNoneAnswers() {
        dns.fails(FIRST, Type.SRV).fails(SECOND, Type.SRV).fails(LITERAL, Type.SRV);

        assertThatExceptionOfType(DnsFailure.class)
                .isThrownBy(this::find)
                .withMessageContaining(FIRST)
                .withMessageContaining("SERVFAIL");
    }

    @Test
    void takesANameThatFailsBesideNamesThatAreUnknownForAFailureRatherThanForNothing() {
        dns.fails(FIRST, Type.SRV);
        assertThatExceptionOfType(DnsFailure.class).isThrownBy(this::find);

        dns.services(FIRST, 60).fails(LITERAL, Type.SRV);
        assertThatExceptionOfType(DnsFailure.class).isThrownBy(this::find);
    }

    @Test
    void findsNothingWhenEachNameIsAnswered() {
        assertThat(find().isNothing()).isTrue();
    }

    @Test
    void stopsAtANameThatIsDecidedlyNotAvailable() {
        dns.services(FIRST, 60, srv(0, 0, 0, "."));
        known(SECOND);

        assertThat(find().notAvailable()).isTrue();
    }

    @Test
    void findsANameOfKubernetesWithoutTheDomainOfTheCluster() {
        known("_http._tcp.peers.shop.svc.corp.example.");
        Nameservers cluster = new Nameservers(
                HOST.servers(),
                List.of("shop.svc.corp.example.", "svc.corp.example.", "corp.example."),
                5,
                HOST.timeout(),
                1);

        assertThat(find("_http._tcp.peers.shop.svc", cluster).nodes()).hasSize(1);
    }

    @Test
    void searchesHostNamesLikewise() {
        dns.fails("orders.a.test.", Type.A).addresses("orders.b.test.", 60, "192.0.2.7");

        Found found = new ServiceLookup(settings("name", "orders", "port", "80"), dns, () -> searching(2))
                .find(List.of())
                .await()
                .indefinitely();

        assertThat(found.nodes()).extracting(Found.Node::target).containsExactly("orders.b.test.");
    }

    private void known(String name) {
        dns.services(name, 60, srv(0, 0, 80, "x.test."));
    }

    private Found find() {
        return find("_http._tcp.orders", 5);
    }

    private Found find(String name, int ndots) {
        return find(name, searching(ndots));
    }

    private Found find(String name, Nameservers nameservers) {
        return new ServiceLookup(settings("name", name), dns, () -> nameservers)
                .find(List.of())
                .await()
                .indefinitely();
    }

    private static Nameservers searching(int ndots) {
        return new Nameservers(HOST.servers(), List.of("a.test.", "b.test."), ndots, HOST.timeout(), 1);
    }
}
