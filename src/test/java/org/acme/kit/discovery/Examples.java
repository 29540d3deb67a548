package org.acme.kit.discovery;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.acme.kit.discovery.ServiceLookup.Found.Node;
import org.acme.kit.dns.Nameservers;
import org.acme.kit.stork.DnsjavaDiscoveryProvider;

/** Makes the settings and the results that the tests of this package have in common. */
final class Examples {

    static final String NAME = "_http._tcp.orders.test.";
    static final Nameservers HOST = Nameservers.of(List.of(new InetSocketAddress("192.0.2.53", 53)));

    private Examples() {}

    /** Returns settings with these attributes, given as key, value, key, value; times are long unless they are given. */
    static DiscoverySettings settings(String... attributes) {
        Map<String, String> given = new HashMap<>(Map.of("name", NAME, "max-ttl", "5m", "max-stale", "1d"));
        for (int i = 0; i < attributes.length; i += 2) {
            given.put(attributes[i], attributes[i + 1]);
        }
        return DnsjavaDiscoveryProvider.settings("orders", given);
    }

    /** Returns the service of these settings, which looks up without jitter. */
    static ServiceRefresh service(Nameservers.Source host, FakeResolver dns, ManualTime time, MeterRegistry registry) {
        DiscoverySettings settings = settings();
        return new ServiceRefresh(
                settings,
                new ServiceLookup(settings, dns, host),
                time,
                settings.times(() -> 0),
                new DiscoveryMeters(registry, "orders"));
    }

    static Node node(String address, int port, int priority, int weight) {
        return new Node("host.test.", FakeResolver.ip(address), port, priority, weight);
    }

    static DnsInstance instance(long id, String address) {
        return new DnsInstance(id, "host.test.", FakeResolver.ip(address), 80, 0, 1, false);
    }

    static Found found(Node... nodes) {
        return new Found(List.of(nodes), Duration.ofSeconds(60), FakeResolver.SERVER, false, Map.of());
    }

    static Found notAvailable() {
        return new Found(List.of(), Duration.ofSeconds(60), FakeResolver.SERVER, true, Map.of());
    }
}
