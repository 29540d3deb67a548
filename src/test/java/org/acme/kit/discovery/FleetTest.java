package org.acme.kit.discovery;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.acme.kit.stork.DnsjavaDiscoveryProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fleet on one clock: 200 callers of one name, with the defaults of discovery. */
class FleetTest {

    private static final int CALLERS = 200;
    private static final Duration STEP = Duration.ofMillis(100);
    /** The default of min-ttl, and the tenth by which callers are spread. */
    private static final Duration FLOOR = Duration.ofMillis(5500);

    private final ManualTime time = new ManualTime();
    private final Random random = new Random(20_000);

    @ParameterizedTest
    @ValueSource(ints = {5, 30})
    void followsARollOutOfAllInstancesWithinTtlAndFloor(int timeToLive) {
        CachedZone zone = zone(timeToLive, 20);
        List<ServiceRefresh> callers = callers(zone, CALLERS);
        time.advance(Duration.ofSeconds(20)); // started together, they spread
        // The worst moment: the cache has just been filled.
        while (zone.age().compareTo(STEP) >= 0) {
            time.advance(STEP);
        }
        zone.hold("10.1", 20);

        Duration followed = timeUntilAll(callers, "10.1.");

        assertThat(followed).isLessThanOrEqualTo(Duration.ofSeconds(timeToLive).plus(FLOOR));
    }

    /** As many as a message of DNS can carry, all with their addresses in the answer, as in Kubernetes. */
    @Test
    void knowsTwoThousandInstances() {
        CachedZone zone = zone(30, 2000);

        ServiceRefresh caller = callers(zone, 1).get(0);

        assertThat(caller.snapshot().instances()).hasSize(2000).doesNotHaveDuplicates();
        assertThat(zone.asked).as("SRV, and AAAA of one host").hasSize(2);
    }

    @Test
    void asksInProportionToCallersAndOncePerCallerInASecond() {
        CachedZone zone = zone(30, 3);
        callers(zone, CALLERS);
        time.advance(Duration.ofMinutes(5)); // started together, they spread
        zone.asked.clear();
        time.advance(Duration.ofMinutes(10));

        Collection<Long> seconds = perSecond(zone).values();

        assertThat(zone.asked.size() / 600.0).isBetween(CALLERS / 10.0, CALLERS / 5.0);
        // All see the same end of the cache's TTL, and ask within the tenth after it.
        assertThat(seconds).allSatisfy(asked -> assertThat(asked).isLessThanOrEqualTo(CALLERS));
    }

    private CachedZone zone(int timeToLive, int instances) {
        CachedZone zone = new CachedZone(time, Duration.ofSeconds(timeToLive));
        zone.hold("10.0", instances);
        return zone;
    }

    private List<ServiceRefresh> callers(CachedZone zone, int callers) {
        DiscoverySettings settings = DnsjavaDiscoveryProvider.settings("orders", Map.of("name", Examples.NAME));
        return IntStream.range(0, callers)
                .mapToObj(caller -> new ServiceRefresh(
                                settings,
                                new ServiceLookup(settings, zone, () -> Examples.HOST),
                                time,
                                settings.times(random::nextDouble),
                                new DiscoveryMeters(new SimpleMeterRegistry(), "orders"))
                        .start())
                .toList();
    }

    private Duration timeUntilAll(List<ServiceRefresh> callers, String network) {
        Duration began = time.now();
        while (!callers.stream().allMatch(caller -> follows(caller, network))) {
            time.advance(STEP);
        }
        return time.now().minus(began);
    }

    private static boolean follows(ServiceRefresh caller, String network) {
        return caller.snapshot().instances().get(0).socketAddress().startsWith(network);
    }

    private static Map<Long, Long> perSecond(CachedZone zone) {
        return zone.asked.stream().collect(groupingBy(Duration::toSeconds, counting()));
    }
}
