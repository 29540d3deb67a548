package org.acme.kit.discovery;

import static org.acme.kit.discovery.RealDnsServer.DNSDIST;
import static org.acme.kit.discovery.RealDnsServer.NAMED;
import static org.acme.kit.discovery.RealDnsTable.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.acme.kit.dns.DnsResolver;
import org.acme.kit.dns.DnsjavaResolver;
import org.acme.kit.dns.Nameservers;
import org.acme.kit.stork.DnsjavaDiscoveryProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks as they are: search lists with names that fail, middleboxes, names that list every port. */
interface RealDnsNetworks {

    /** {@code _http._tcp} is searched in a domain whose server fails, and then in {@code strings.test}. */
    @ParameterizedTest
    @ValueSource(strings = {"servfail", "refused", "formerr", "drop"})
    default void passesANameOfTheSearchListOverThatFails(String fault) {
        row("search list, first name " + fault, DNSDIST, () -> {
            Nameservers searching = searching(fault + ".test.", "strings.test.");
            Found found = find(RealDnsLookups.RESOLVER, searching, Map.of("name", "_http._tcp"));
            assertThat(RealDnsLookups.places(found)).containsExactlyInAnyOrderElementsOf(RealDnsAnswers.STRINGS);
            return "4 instances";
        });
    }

    @Test
    default void failsWhenEachNameOfTheSearchListFails() {
        row("search list, each name fails", DNSDIST, () -> {
            Nameservers searching = searching("servfail.test.", "refused.test.");
            assertThat(RealDnsLookups.failure(
                            () -> find(RealDnsLookups.RESOLVER, searching, Map.of("name", "_http._tcp"))))
                    .isEqualTo("SRV _http._tcp.servfail.test. asked of 127.0.0.1:5307: the server says SERVFAIL");
            return "fails";
        });
    }

    /** A question with EDNS has one additional record, the others none. */
    @Test
    default void asksWithoutEdnsBehindAMiddleboxThatDropsIt() {
        row("EDNS dropped", DNSDIST, () -> {
            RealDnsLab.run(
                    "dnsdist",
                    "-C",
                    RealDnsLab.folder().resolve("dnsdist/dnsdist.conf").toString(),
                    "-e",
                    "addAction(AndRule({QNameRule('_http._tcp.edns.test.'), "
                            + "RecordsCountRule(DNSSection.Additional, 1, 9)}), DropAction())");
            RealDnsLab.updateLines(NAMED, "update add _http._tcp.edns.test. 5 SRV 1 2 8081 s1.test.");
            Vertx vertx = Vertx.vertx();
            try (DnsjavaResolver resolver = new DnsjavaResolver(vertx)) {
                Map<String, String> edns = Map.of("name", "_http._tcp.edns.test.");
                Duration first = Await.timed(() -> assertThat(
                                find(resolver, DNSDIST.nameservers(), edns).nodes())
                        .hasSize(1));
                Duration second = Await.timed(() -> assertThat(
                                find(resolver, DNSDIST.nameservers(), edns).nodes())
                        .hasSize(1));
                assertThat(first).as("one time-out").isGreaterThanOrEqualTo(Duration.ofMillis(300));
                assertThat(second).as("remembered").isLessThan(Duration.ofMillis(300));
            } finally {
                RealDnsLab.updateLines(NAMED, "update delete _http._tcp.edns.test. SRV");
                vertx.close().toCompletionStage().toCompletableFuture().join();
            }
            return "1 time-out, then 0";
        });
    }

    /** As a service of Kubernetes does under its own name. */
    @RealDnsChangeable
    default void usesOnePortOfANameThatListsEach(RealDnsServer server) {
        row("host name with each port as SRV", server, () -> {
            String host = "ports" + server.port() + ".test.";
            RealDnsLab.updateLines(
                    server,
                    "update add " + host + " 5 SRV 0 1 8080 s1.test.",
                    "update add " + host + " 5 SRV 0 1 9000 s1.test.",
                    "update add " + host + " 5 A 127.0.0.11");
            try {
                Map<String, String> auto = Map.of("name", host, "port", "8080", "record", "auto");
                Map<String, String> srv = Map.of("name", host, "port", "8080");
                assertThat(RealDnsLookups.places(RealDnsLookups.find(server, host, auto)))
                        .containsExactly("127.0.0.11:8080 0/1 " + host);
                assertThat(RealDnsLookups.places(RealDnsLookups.find(server, host, srv)))
                        .containsOnly("127.0.0.11:8080 0/1 s1.test.");
            } finally {
                RealDnsLab.updateLines(server, "update delete " + host);
            }
            return "1 instance";
        });
    }

    private static Nameservers searching(String... domains) {
        return new Nameservers(DNSDIST.nameservers().servers(), List.of(domains), 5, Duration.ofSeconds(2), 2);
    }

    private static Found find(DnsResolver resolver, Nameservers host, Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(Map.of("record", "srv", "timeout", "300ms"));
        all.putAll(attributes);
        return new ServiceLookup(DnsjavaDiscoveryProvider.settings("lab", all), resolver, () -> host)
                .find(List.of())
                .await()
                .atMost(Await.PATIENCE);
    }
}
