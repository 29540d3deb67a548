package org.acme.kit.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.acme.kit.console.Traffic.CallTotals;
import org.junit.jupiter.api.Test;

class CallTotalsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void addsUpOutcomesAndTimesOfAllTimers() {
        Timer ok = timer("one", "ok");
        Timer fault = timer("two", "fault");
        ok.record(Duration.ofMillis(3));
        ok.record(Duration.ofMillis(40));
        fault.record(Duration.ofSeconds(9));

        CallTotals totals = CallTotals.of(List.of(ok, fault, timer("two", "ok")));

        assertThat(totals.outcomes()).containsEntry("ok", 2L).containsEntry("fault", 1L);
        assertThat(totals.buckets())
                .containsEntry(5.0, 1L)
                .containsEntry(100.0, 2L)
                .containsEntry(Double.POSITIVE_INFINITY, 3L);
    }

    @Test
    void countsNothingBeforeTheFirstCall() {
        assertThat(CallTotals.of(List.of()).outcomes()).isEmpty();
        assertThat(CallTotals.of(List.of(timer("one", "ok"))).buckets().values())
                .containsOnly(0L);
    }

    private Timer timer(String endpoint, String outcome) {
        return Timer.builder("endpoint.calls")
                .tag("endpoint", endpoint)
                .tag("outcome", outcome)
                .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(100))
                .register(registry);
    }
}
