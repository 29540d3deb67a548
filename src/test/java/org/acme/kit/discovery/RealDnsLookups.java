package org.acme.kit.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.acme.kit.dns.DnsResolver;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsFailure;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.DnsjavaResolver;
import org.acme.kit.dns.Nameservers;
import org.acme.kit.dns.SocketAddresses;
import org.acme.kit.stork.DnsjavaDiscoveryProvider;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Looks names up with the classes of the service itself, and waits for the outcome. */
final class RealDnsLookups {

    static final DnsResolver RESOLVER = new DnsjavaResolver(Vertx.vertx());

    private RealDnsLookups() {}

    static Found find(RealDnsServer server, String name) {
        return find(server, name, Map.of());
    }

    /** Looks up SRV, unless the attributes say otherwise, as {@code quarkus.stork} configures it. */
    static Found find(RealDnsServer server, String name, Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(Map.of("name", name, "record", "srv", "servers", server.address()));
        all.putAll(attributes);
        return new ServiceLookup(DnsjavaDiscoveryProvider.settings("lab", all), RESOLVER, RealDnsLookups::noHost)
                .find(List.of())
                .await()
                .atMost(Await.PATIENCE);
    }

    static DnsAnswer ask(RealDnsServer server, String name) {
        return ask(server.nameservers(), name);
    }

    static DnsAnswer ask(Nameservers nameservers, String name) {
        return RESOLVER.ask(new DnsQuestion(name + ".", DnsQuestion.Type.SRV), nameservers)
                .await()
                .atMost(Await.PATIENCE);
    }

    /** Returns the message of the failure that a lookup must end with. */
    static String failure(ThrowingCallable lookup) {
        DnsFailure failure = catchThrowableOfType(DnsFailure.class, lookup);
        assertThat(failure).as("DNS did not say, so this must fail").isNotNull();
        return failure.getMessage();
    }

    static boolean answers(RealDnsServer server, String name) {
        try {
            return !ask(server.nameservers().withTimeout(Duration.ofMillis(300)), name)
                    .services()
                    .isEmpty();
        } catch (DnsFailure notYet) {
            return false;
        }
    }

    /** Writes what was found, {@code 127.0.0.11:8081 10/60 s1.test.}. */
    static List<String> places(Found found) {
        return found.nodes().stream()
                .map(node -> "%s %d/%d %s"
                        .formatted(
                                SocketAddresses.format(new InetSocketAddress(node.address(), node.port())),
                                node.priority(),
                                node.weight(),
                                node.target()))
                .toList();
    }

    static Nameservers noHost() {
        throw new AssertionError("the servers are configured; nobody may ask for the host's");
    }
}
