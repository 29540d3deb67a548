package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.acme.kit.client.Retries.Budget;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    /** As {@link System#nanoTime} may: it begins anywhere, and two seconds later it runs over. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(2));

    private final Budget budget = new Budget(20, 10, now::get);

    @Test
    void hasTenASecondInReserve() {
        assertThat(retries(1_000)).isEqualTo(100);
    }

    @Test
    void hasAFifthOfTheCallsOnTopOfIt() {
        call(1_000);
        assertThat(budget.left()).isEqualTo(300);
        assertThat(retries(1_000)).isEqualTo(300);
        assertThat(budget.left()).isZero();
    }

    @Test
    void forgetsCallsAfterTenSeconds() {
        call(1_000);
        seconds(9);
        assertThat(budget.left()).isEqualTo(300);
        seconds(1);
        assertThat(budget.left()).isEqualTo(100);
    }

    @Test
    void forgetsRetriesAfterTenSeconds() {
        retries(1_000);
        seconds(9);
        assertThat(retries(1)).isZero();
        seconds(1);
        assertThat(retries(1_000)).isEqualTo(100);
    }

    @Test
    void worksOnAfterAYear() {
        seconds(365 * 86_400);
        call(500);
        assertThat(retries(1_000)).isEqualTo(200);
    }

    /** Each number is a second: so many calls, and then as many retries as one can get. */
    @Property
    void staysWithinShareAndReserveInEveryTenSeconds(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 500) Integer> calls) {
        seconds(20); // an earlier try is forgotten
        List<Integer> retries = new ArrayList<>();
        for (int calling : calls) {
            call(calling);
            retries.add(retries(1_000));
            seconds(1);
        }
        for (int end = 1; end <= calls.size(); end++) {
            int start = Math.max(0, end - 10);
            int all = sum(calls.subList(Math.max(0, start - 9), end));
            assertThat(sum(retries.subList(start, end))).isLessThanOrEqualTo(100 + all / 5);
        }
        assertThat(sum(retries)).isGreaterThanOrEqualTo(Math.min(100, sum(calls)));
    }

    @Test
    void countsWhatIsRetriedAndWhatIsRefused() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Budget peers = new Retries(20, 10, now::get, metrics).of("peers");
        for (int retry = 0; retry < 103; retry++) {
            peers.tryWithdraw();
        }
        assertThat(metrics.get("client.retries")
                        .tags("service", "peers", "outcome", "made")
                        .functionCounter()
                        .count())
                .isEqualTo(100);
        assertThat(metrics.get("client.retries")
                        .tags("service", "peers", "outcome", "refused")
                        .functionCounter()
                        .count())
                .isEqualTo(3);
        assertThat(metrics.get("client.retry.budget")
                        .tags("service", "peers")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void refusesABudgetThatIsNone() {
        assertThatThrownBy(() -> new Retries(-1, 10, now::get, new SimpleMeterRegistry()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("kit.client.retry-percent is -1; allowed: 0 to 1000");
    }

    private void call(int calls) {
        for (int call = 0; call < calls; call++) {
            budget.deposit();
        }
    }

    private int retries(int wanted) {
        int got = 0;
        while (got < wanted && budget.tryWithdraw()) {
            got++;
        }
        return got;
    }

    private void seconds(int seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }
}
