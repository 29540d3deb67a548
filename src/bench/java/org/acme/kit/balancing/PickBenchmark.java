package org.acme.kit.balancing;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;
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

    /** How many of them are ejected; half of 3 is 1. */
    @Param({"0", "1"})
    int ejected;

    @Param({"round-robin", "random"})
    String strategy;

    private List<Member> list;
    private Balancer balancer;

    @Setup
    public void eject() {
        list = Fixture.equals(instances);
        balancer = new Balancer(
                "peers",
                strategy.equals("random")
                        ? Selection.atRandom(
                                bound -> ThreadLocalRandom.current().nextLong(bound))
                        : Selection.inTurn(0),
                EjectionRules.DEFAULT,
                System::nanoTime,
                Member.class::cast);
        for (int count = 0; count < ejected; count++) {
            BalancedInstance sick = balancer.pick(list, Balancer.NONE_TRIED);
            Stream.generate(() -> Verdict.FAILED).limit(5).forEach(sick::ended);
        }
    }

    @Benchmark
    @Threads(1)
    public BalancedInstance one() {
        return balancer.pick(list, Balancer.NONE_TRIED);
    }

    @Benchmark
    @Threads(2)
    public BalancedInstance two() {
        return balancer.pick(list, Balancer.NONE_TRIED);
    }
}
