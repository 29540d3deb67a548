package org.acme.kit.client;

import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Uni;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Calls a peer that has no network in between: what is left is what the kit and its fault tolerance add to a call. */
@State(Scope.Benchmark)
@Fork(0)
public class OutboundBenchmark {

    private final StubbedPeer peer = Arc.container().instance(StubbedPeer.class).get();

    @Benchmark
    public String stubbedCall() {
        return peer.call("hello").await().indefinitely();
    }

    @Benchmark
    public String noCall() {
        return Uni.createFrom().item("hello").await().indefinitely();
    }
}
