package org.acme.kit.discovery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.acme.kit.stork.DnsjavaDiscoveryProvider;

/** A service that is discovered as in production: in the background, on the thread and by the clock of discovery. */
final class RealDnsService implements AutoCloseable {

    private final Discovery discovery =
            new Discovery(RealDnsLookups.RESOLVER, RealDnsLookups::noHost, new SimpleMeterRegistry());
    private final ServiceRefresh service;

    private RealDnsService(Map<String, String> attributes) {
        service = discovery.add(DnsjavaDiscoveryProvider.settings("lab", attributes));
    }

    /** Discovers a service, strings unless a name is given, at these servers, in this order. */
    static RealDnsService of(Map<String, String> attributes, RealDnsServer... servers) {
        Map<String, String> all = new HashMap<>(attributes);
        all.putIfAbsent("name", "_http._tcp.strings.test");
        all.put("record", "srv");
        all.put("timeout", "300ms");
        all.put(
                "servers",
                String.join(",", Stream.of(servers).map(RealDnsServer::address).toList()));
        return new RealDnsService(all);
    }

    /** Returns what a caller gets. */
    List<DnsInstance> instances() {
        return service.instances()
                .map(all -> all.stream().map(DnsInstance.class::cast).toList())
                .await()
                .atMost(Await.PATIENCE);
    }

    Snapshot snapshot() {
        return service.snapshot();
    }

    /** Waits until DNS has answered this many times more. */
    void awaitRefreshes(int number) {
        for (int i = 0; i < number; i++) {
            Duration last = snapshot().answeredAt();
            Await.until(
                    "an answer after " + last,
                    () -> !Objects.equals(last, snapshot().answeredAt()));
        }
    }

    @Override
    public void close() {
        discovery.close();
    }
}
