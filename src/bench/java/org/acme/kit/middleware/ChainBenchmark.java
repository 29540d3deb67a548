package org.acme.kit.middleware;

import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Uni;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.acme.kit.middleware.ChainEndpoints.Bare;
import org.acme.kit.middleware.ChainEndpoints.Five;
import org.acme.kit.middleware.ChainEndpoints.Standard;
import org.acme.kit.middleware.ChainEndpoints.StandardUni;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Calls endpoints through chains of middleware: none; five that do nothing, for which the aim is 60 ns more; the standard chain,
 * under 1 µs, its log lines switched off or formatted and thrown away.
 */
@State(Scope.Benchmark)
@Fork(0)
public class ChainBenchmark {

    private static final Logger LOG = Logger.getLogger("endpoint");

    private final Bare bare = bean(Bare.class);
    private final Five five = bean(Five.class);

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }

    /** The endpoints whose chain writes a line for each call. */
    @State(Scope.Benchmark)
    public static class Chained {

        @Param({"OFF", "INFO"})
        String log;

        private final Standard now = bean(Standard.class);
        private final StandardUni later = bean(StandardUni.class);

        @Setup
        public void switchTheLog() {
            LOG.setLevel(Level.parse(log));
        }
    }

    @Benchmark
    public String bare() {
        return bare.call("hello");
    }

    @Benchmark
    public String fiveThatDoNothing() {
        return five.call("hello");
    }

    @Benchmark
    public String standard(Chained chained) {
        return chained.now.call("hello");
    }

    @Benchmark
    public String standardUni(Chained chained) {
        return chained.later.call("hello").await().indefinitely();
    }

    @Benchmark
    public String bareUni() {
        return Uni.createFrom().item("hello").await().indefinitely();
    }
}
