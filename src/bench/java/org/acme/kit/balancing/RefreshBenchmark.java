package org.acme.kit.balancing;

import java.util.List;
import java.util.stream.IntStream;
import org.acme.kit.balancing.Balancer.Member;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Swaps the plan when discovery brings a list: one with other weights, or an equal one. It is an event loop that waits. */
@State(Scope.Benchmark)
@Fork(1)
public class RefreshBenchmark {

    @Param({"3", "100", "10000"})
    int instances;

    private Planner planner;
    private List<Member> list;
    private List<Member> equal;
    private List<Member> other;

    @Setup
    public void list() {
        planner =
                new Planner("peers", Selection.inTurn(0), EjectionRules.DEFAULT, System::nanoTime, Member.class::cast);
        list = weighted(0);
        equal = weighted(0);
        other = weighted(1);
    }

    private List<Member> weighted(int shift) {
        return Fixture.weighted(IntStream.range(0, instances)
                .map(index -> (index + shift) % 7 + 1)
                .toArray());
    }

    @Benchmark
    public Plan sameInstances() {
        return planner.replan(planner.plan() == null || planner.plan().source() == equal ? list : equal);
    }

    @Benchmark
    public Plan otherWeights() {
        return planner.replan(planner.plan() == null || planner.plan().source() == other ? list : other);
    }
}
