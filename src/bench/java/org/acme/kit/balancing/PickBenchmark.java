package org.acme.kit.balancing;

import io.smallrye.stork.api.ServiceInstance;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** Picks an instance: the aim is 10 ns and nothing allocated. {@link StorkPickBenchmark} is what Stork takes. */
@State(Scope.Benchmark)
@Fork(1)
public class PickBenchmark {

    @Param({"3", "100", "10000"})
    int instances;

    /** How many of them rest; half of 3 is 1. */
    @Param({"0", "1"})
    int ejected;

    @Param({"round-robin", "random"})
    String strategy;

    private List<ServiceInstance> list;
    private Balancer balancer;

    @Setup
    public void eject() {
        list = Fixture.equals(instances);
        balancer = new Balancer(
                strategy.equals("random")
                        ? new WeightedRandom(
                                bound -> ThreadLocalRandom.current().nextLong(bound))
                        : new RoundRobin(0),
                EjectionRules.DEFAULT,
                service -> TriedInstances.NONE,
                System::nanoTime,
                of -> Optional.of("peers"));
        for (int count = 0; count < ejected; count++) {
            BalancedInstance sick = balancer.pick(list, TriedInstances.NONE);
            Stream.generate(() -> Verdict.FAILED).limit(5).forEach(sick::ended);
        }
    }

    @Benchmark
    @Threads(1)
    public ServiceInstance one() {
        return balancer.selectServiceInstance(list);
    }

    @Benchmark
    @Threads(2)
    public ServiceInstance two() {
        return balancer.selectServiceInstance(list);
    }
}
