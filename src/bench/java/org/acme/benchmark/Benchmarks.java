package org.acme.benchmark;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks and prints the time and the bytes of each.
 *
 * <p>Those that need the application ({@code @Fork(0)}) run in this process, where it runs too, the others in one of their own.
 * The short default warms up picks alone; what has more code is then up to ten times as slow as with {@code -Dbench.ms=1000}.
 * On a busy machine believe the least time of an iteration, and the bytes.
 */
@QuarkusTest
@TestProfile(LogsToNowhere.class)
class Benchmarks {

    @Test
    void print() throws RunnerException {
        TimeValue iteration = TimeValue.milliseconds(Long.getLong("bench.ms"));
        Options options = new OptionsBuilder()
                .include(System.getProperty("bench"))
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .warmupIterations(3)
                .warmupTime(iteration)
                .measurementIterations(3)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        assertThat(results).isNotEmpty();
        System.out.println(
                results.stream().map(Benchmarks::line).collect(joining("\n", title("ns/op", "least", "bytes/op"), "")));
    }

    private static String title(String... columns) {
        return String.format("%n%-90s %12s %10s %12s%n", "benchmark", columns[0], columns[1], columns[2]);
    }

    private static String line(RunResult run) {
        Result<?> time = run.getPrimaryResult();
        Result<?> bytes = run.getSecondaryResults().get("gc.alloc.rate.norm");
        return String.format(
                Locale.ROOT,
                "%-90s %12.1f %10.1f %12.0f",
                name(run.getParams()),
                time.getScore(),
                time.getStatistics().getMin(),
                bytes == null ? 0 : bytes.getScore());
    }

    private static String name(BenchmarkParams run) {
        String[] path = run.getBenchmark().split("\\.");
        String params = run.getParamsKeys().stream()
                .map(key -> " " + key + "=" + run.getParam(key))
                .collect(Collectors.joining());
        String threads = run.getThreads() == 1 ? "" : " threads=" + run.getThreads();
        return path[path.length - 2] + "." + path[path.length - 1] + params + threads;
    }
}
