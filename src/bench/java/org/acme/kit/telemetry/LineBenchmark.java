package org.acme.kit.telemetry;

import java.util.Map;
import java.util.logging.Level;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** Formats the line that is logged about each call, as production writes it: by one thread, and by two that share a formatter or do not. */
@State(Scope.Benchmark)
@Fork(0)
public class LineBenchmark {

    private final ExtFormatter single = JsonLinesTest.lines();
    private final ExtFormatter pool = new FormatterPool(JsonLinesTest::lines);

    @Benchmark
    public String oneThread() {
        return pool.format(entry());
    }

    @Benchmark
    @Threads(2)
    public String twoThreads() {
        return pool.format(entry());
    }

    @Benchmark
    @Threads(2)
    public String twoThreadsWithOneFormatter() {
        return single.format(entry());
    }

    private static ExtLogRecord entry() {
        ExtLogRecord entry = new ExtLogRecord(
                Level.INFO, "endpoint=uppercase outcome=ok ms=0.123", FormatStyle.MESSAGE_FORMAT, "logger");
        entry.setLoggerName("endpoint");
        entry.setThreadName("vert.x-eventloop-thread-0");
        entry.setMdc(Map.of("requestId", "8f14e45fceea167a"));
        entry.setParameters(
                new Object[] {new Field("endpoint", "uppercase"), new Field("outcome", "ok"), new Field("ms", 123L)});
        return entry;
    }
}
