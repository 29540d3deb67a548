package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.acme.kit.error.BusinessFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChainTest {

    @Inject
    ProbeEndpoints.KitNowEndpoint now;

    @Inject
    ProbeEndpoints.KitLaterEndpoint later;

    @Inject
    MeterRegistry metrics;

    private final LogLines log = new LogLines("endpoint");

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void callsTheFunctionThenMeasuresThenLogs() {
        List<String> events = new ArrayList<>();
        double before = count("kit-now", "ok");

        try (LogLines lines =
                new LogLines("endpoint", line -> events.add("logs, measured: " + (count("kit-now", "ok") - before)))) {
            now.call(() -> {
                events.add("calls, measured: " + (count("kit-now", "ok") - before));
                return "";
            });
        }

        assertThat(events).containsExactly("calls, measured: 0.0", "logs, measured: 1.0");
    }

    @Test
    void writesOneLineWithoutThePayload() {
        now.call(() -> "payload");

        assertThat(log.lines()).hasSize(1);
        assertThat(log.lines().get(0)).matches("INFO endpoint=kit-now outcome=ok ms=\\d+\\.\\d+");
    }

    @Test
    void leavesTheLineOutBelowTheLevelOfItsCategory() {
        Logger category = Logger.getLogger("endpoint");
        Level before = category.getLevel();
        category.setLevel(Level.WARNING);
        try {
            now.call(() -> "");
            assertThatThrownBy(() -> now.call(() -> {
                throw new IllegalStateException("out of paper");
            }));
        } finally {
            category.setLevel(before);
        }

        assertThat(log.lines()).hasSize(1);
        assertThat(log.lines().get(0)).startsWith("WARN endpoint=kit-now outcome=fault");
    }

    @Test
    void takesARefusalAsAnAnswer() {
        BusinessFailure refusal = new BusinessFailure("full", "Full", 409, "Come back tomorrow.");

        assertEndsAs("business", "INFO", refusal);
    }

    @Test
    void takesEveryOtherFailureAsAFault() {
        assertEndsAs("fault", "WARN", new IllegalStateException("out of paper"));
    }

    @Test
    void seesTheEndOfACallThatIsGivenUp() {
        double before = count("kit-later", "cancelled");

        later.call(() -> Uni.createFrom().nothing())
                .subscribe()
                .with(answer -> {})
                .cancel();

        assertThat(count("kit-later", "cancelled") - before).isEqualTo(1);
        assertThat(log.lines().get(0)).startsWith("INFO endpoint=kit-later outcome=cancelled");
    }

    @Test
    void measuresALaterAnswerWhenItIsThere() {
        double before = milliseconds("kit-later", "ok");

        String answer = later.call(
                        () -> Uni.createFrom().item("late").onItem().delayIt().by(java.time.Duration.ofMillis(50)))
                .await()
                .indefinitely();

        assertThat(answer).isEqualTo("late");
        assertThat(milliseconds("kit-later", "ok") - before).isGreaterThanOrEqualTo(45);
    }

    @Test
    void refusesACallWithoutARequestBeforeTheFunction() {
        assertThatThrownBy(() -> now.call(null))
                .isInstanceOf(BusinessFailure.class)
                .hasMessageContaining("body");
        assertThat(log.lines().get(0)).contains("outcome=business");
    }

    private void assertEndsAs(String outcome, String level, RuntimeException failure) {
        double before = count("kit-now", outcome) + count("kit-later", outcome);

        assertThatThrownBy(() -> now.call(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> later.call(() -> {
                            throw failure;
                        })
                        .await()
                        .indefinitely())
                .isSameAs(failure);
        assertThatThrownBy(() -> later.call(() -> Uni.createFrom().failure(failure))
                        .await()
                        .indefinitely())
                .isSameAs(failure);

        assertThat(count("kit-now", outcome) + count("kit-later", outcome) - before)
                .isEqualTo(3);
        assertThat(log.lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith(level) && line.contains("outcome=" + outcome));
        assertThat(List.copyOf(log.lines())).noneMatch(line -> line.contains(failure.getMessage()));
    }

    private double count(String endpoint, String outcome) {
        Timer timer = timer(endpoint, outcome);
        return timer == null ? 0 : timer.count();
    }

    private double milliseconds(String endpoint, String outcome) {
        Timer timer = timer(endpoint, outcome);
        return timer == null ? 0 : timer.totalTime(TimeUnit.MILLISECONDS);
    }

    /** Null before the first call: an endpoint is made when it is first needed, and its timers with it. */
    private @Nullable Timer timer(String endpoint, String outcome) {
        return metrics.find("endpoint.calls")
                .tags("endpoint", endpoint, "outcome", outcome)
                .timer();
    }
}
