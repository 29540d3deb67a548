package org.acme.kit.balancing;

import io.smallrye.stork.api.ServiceInstance;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acme.kit.discovery.DnsInstance;

/** What the tests of balancing share: instances by number, a clock that is wound by hand, a balancer. */
final class Fixture implements LongSupplier {

    final Balancer balancer;
    /** As {@link System#nanoTime} may: it begins anywhere, and two seconds later it runs over. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(2));

    Fixture() {
        this(new RoundRobin(0));
    }

    Fixture(Selection.Strategy strategy) {
        balancer = new Balancer(
                strategy, EjectionRules.DEFAULT, service -> TriedInstances.NONE, this, of -> Optional.of("peers"));
    }

    @Override
    public long getAsLong() {
        return now.get();
    }

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    static ServiceInstance instance(long id, int priority, int weight) {
        byte[] address = {10, (byte) (id >> 16), (byte) (id >> 8), (byte) id};
        try {
            return new DnsInstance(id, "host.", InetAddress.getByAddress(address), 8080, priority, weight, false);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Makes instances 1, 2, 3 … of one priority with these weights. */
    static List<ServiceInstance> weighted(int... weights) {
        return IntStream.range(0, weights.length)
                .mapToObj(index -> instance(index + 1L, 0, weights[index]))
                .toList();
    }

    /** Makes instances 1, 2, 3 … of these priorities with the weight 1. */
    static List<ServiceInstance> ofPriorities(int... priorities) {
        return IntStream.range(0, priorities.length)
                .mapToObj(index -> instance(index + 1L, priorities[index], 1))
                .toList();
    }

    static List<ServiceInstance> equals(int count) {
        return ofPriorities(new int[count]);
    }

    static List<BalancedInstance> balanced(int... weights) {
        List<BalancedInstance> balanced = new ArrayList<>();
        weighted(weights).forEach(instance -> balanced.add(new BalancedInstance(instance, health(() -> 0))));
        return balanced;
    }

    static Health health(LongSupplier nanoTime) {
        return new Health(EjectionRules.DEFAULT, nanoTime, new InFlight(new AtomicInteger()), change -> {});
    }

    BalancedInstance pick(List<ServiceInstance> instances) {
        return balancer.pick(instances, TriedInstances.NONE);
    }

    List<Long> ids(List<ServiceInstance> instances, int picks) {
        return Stream.generate(() -> pick(instances).getId()).limit(picks).toList();
    }

    /** Picks this instance and has as many calls to it end so. */
    void end(List<ServiceInstance> instances, long id, Verdict verdict, int calls) {
        BalancedInstance picked = pickOf(instances, id);
        for (int count = 0; count < calls; count++) {
            picked.ended(verdict);
        }
    }

    BalancedInstance pickOf(List<ServiceInstance> instances, long id) {
        return Stream.generate(() -> pick(instances))
                .limit(1_000_000)
                .filter(picked -> picked.getId() == id)
                .findFirst()
                .orElseThrow();
    }

    void eject(List<ServiceInstance> instances, long id) {
        end(instances, id, Verdict.FAILED, 5);
    }

    /** Ejects an instance by its success rate: it answers most calls, so it is bad but not gone. */
    void spoil(List<ServiceInstance> instances, long id) {
        BalancedInstance picked = pickOf(instances, id);
        for (int call = 0; call < 20; call++) {
            picked.ended(call % 4 == 0 || call == 1 ? Verdict.FAILED : Verdict.ANSWERED);
        }
    }

    InstanceReport report(long id) {
        return balancer.report().stream()
                .filter(report -> report.id() == id)
                .findFirst()
                .orElseThrow();
    }

    String state(long id) {
        return report(id).state();
    }
}
