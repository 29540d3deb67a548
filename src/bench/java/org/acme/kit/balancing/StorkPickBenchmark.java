package org.acme.kit.balancing;

import io.smallrye.stork.api.LoadBalancer;
import io.smallrye.stork.api.ServiceInstance;
import io.smallrye.stork.impl.DefaultServiceInstance;
import io.smallrye.stork.impl.RoundRobinLoadBalancer;
import io.smallrye.stork.loadbalancer.random.RandomLoadBalancer;
import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** Picks an instance with the balancers that Stork brings, for comparison with {@link PickBenchmark}. */
@State(Scope.Benchmark)
@Fork(1)
public class StorkPickBenchmark {

    @Param({"3", "100", "10000"})
    int instances;

    @Param({"round-robin", "random"})
    String strategy;

    private List<ServiceInstance> list;
    private LoadBalancer balancer;

    @Setup
    public void make() {
        list = LongStream.rangeClosed(1, instances)
                .<ServiceInstance>mapToObj(id -> new DefaultServiceInstance(id, "10.0.0.1", 8080, false))
                .toList();
        balancer = strategy.equals("random") ? new RandomLoadBalancer(false) {} : new RoundRobinLoadBalancer();
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
