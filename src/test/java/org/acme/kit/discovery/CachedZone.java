package org.acme.kit.discovery;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.acme.kit.dns.DnsResolver;
import org.acme.kit.dns.DnsResolver.DnsAnswer;
import org.acme.kit.dns.DnsResolver.DnsAnswer.AddressRecord;
import org.acme.kit.dns.DnsResolver.DnsAnswer.SrvRecord;
import org.acme.kit.dns.DnsResolver.DnsQuestion;
import org.acme.kit.dns.Nameservers;

/** A name of many instances behind one cache, as in a cluster: the cache hands out what is left of the TTL. */
final class CachedZone implements DnsResolver {

    private final ManualTime time;
    private final Duration timeToLive;
    final List<Duration> asked = new ArrayList<>();
    private DnsAnswer zone;
    private DnsAnswer cached;
    private Duration cachedAt = Duration.ZERO;

    CachedZone(ManualTime time, Duration timeToLive) {
        this.time = time;
        this.timeToLive = timeToLive;
    }

    /** Puts so many instances into the zone, and takes all others out; the cache does not hear of it. */
    void hold(String network, int instances) {
        List<SrvRecord> services = new ArrayList<>();
        List<AddressRecord> addresses = new ArrayList<>();
        IntStream.range(0, instances).forEach(index -> {
            String host = network.replace('.', '-') + "-" + index + ".orders.test.";
            services.add(new SrvRecord(0, 1, 8080, host));
            String address = "%s.%d.%d".formatted(network, index / 250, index % 250 + 1);
            addresses.add(new AddressRecord(host, FakeResolver.ip(address), timeToLive));
        });
        zone = new DnsAnswer(FakeResolver.SERVER, timeToLive, services, addresses);
    }

    @Override
    public Uni<DnsAnswer> ask(DnsQuestion question, Nameservers nameservers) {
        asked.add(time.now());
        if (question.type() != DnsQuestion.Type.SRV) { // hosts of IPv4 alone
            return Uni.createFrom().item(new DnsAnswer(FakeResolver.SERVER, timeToLive, List.of(), List.of()));
        }
        if (cached == null || left().isNegative() || left().isZero()) {
            cached = zone;
            cachedAt = time.now();
        }
        return Uni.createFrom().item(new DnsAnswer(cached.server(), left(), cached.services(), aged()));
    }

    /** Returns how long ago the cache was filled. */
    Duration age() {
        return time.now().minus(cachedAt);
    }

    private Duration left() {
        return timeToLive.minus(age());
    }

    private List<AddressRecord> aged() {
        return cached.addresses().stream()
                .map(record -> new AddressRecord(record.owner(), record.address(), left()))
                .toList();
    }
}
