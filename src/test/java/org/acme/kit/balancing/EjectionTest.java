package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EjectionTest {

    private final Fixture fixture = new Fixture();
    private final List<Member> instances = Fixture.equals(4);

    @Test
    void fiveFailuresInARowEject() {
        fixture.end(instances, 2, Verdict.FAILED, 4);
        assertThat(fixture.state(2)).isEqualTo("available");
        fixture.end(instances, 2, Verdict.FAILED, 1);
        assertThat(fixture.state(2)).isEqualTo("ejected");
        assertThat(fixture.report(2).reason()).isEqualTo("5 failures in a row");
        assertThat(fixture.ids(instances, 30)).containsOnly(1L, 3L, 4L);
    }

    @Test
    void thoseLeftComeInTurn() {
        fixture.eject(instances, 2);
        List<Long> ids = fixture.ids(instances, 6);
        assertThat(ids.subList(0, 3)).containsExactlyInAnyOrder(1L, 3L, 4L).isEqualTo(ids.subList(3, 6));
    }

    @Test
    void anAnswerBreaksTheRow() {
        fixture.end(instances, 2, Verdict.FAILED, 4);
        fixture.end(instances, 2, Verdict.ANSWERED, 1);
        fixture.end(instances, 2, Verdict.FAILED, 4);
        assertThat(fixture.state(2)).isEqualTo("available");
    }

    @Test
    void unknownOutcomesAreNotCounted() {
        fixture.end(instances, 2, Verdict.FAILED, 4);
        fixture.end(instances, 2, Verdict.UNKNOWN, 100);
        assertThat(fixture.state(2)).isEqualTo("available");
        fixture.end(instances, 2, Verdict.FAILED, 1);
        assertThat(fixture.state(2)).isEqualTo("ejected");
    }

    @ParameterizedTest
    @CsvSource({"16, 4, available", "15, 5, ejected", "14, 5, available", "80, 20, available", "79, 21, ejected"})
    void lessThanEightyPercentOfTwentyEject(int answered, int failed, String state) {
        BalancedInstance second = fixture.pickOf(instances, 2);
        int calls = answered + failed;
        for (int call = 0; call < calls; call++) { // failures spread evenly: no five in a row
            boolean fails = (call + 1) * failed / calls > call * failed / calls;
            second.ended(fails ? Verdict.FAILED : Verdict.ANSWERED);
        }
        assertThat(fixture.state(2)).isEqualTo(state);
    }

    @Test
    void aNewWindowCountsAnew() {
        fixture.end(instances, 2, Verdict.ANSWERED, 10);
        fixture.end(instances, 2, Verdict.FAILED, 4);
        fixture.passSeconds(10);
        fixture.end(instances, 2, Verdict.ANSWERED, 14);
        fixture.end(instances, 2, Verdict.FAILED, 3);
        fixture.end(instances, 2, Verdict.ANSWERED, 3);
        assertThat(fixture.state(2)).isEqualTo("available");
    }

    @Test
    void aReturnBeginsANewWindow() {
        fixture.spoil(instances, 2);
        fixture.passSeconds(5);
        fixture.pickOf(instances, 2).ended(Verdict.ANSWERED);
        fixture.end(instances, 2, Verdict.FAILED, 1);
        assertThat(fixture.state(2)).isEqualTo("available");
    }

    @Test
    void eachEjectionLastsLonger() {
        fixture.eject(instances, 2);
        assertThat(fixture.report(2).untilProbe()).isEqualTo(Duration.ofSeconds(5));
        for (int seconds = 5; seconds < 300; seconds += 5) {
            fixture.pass(fixture.report(2).untilProbe());
            fixture.pickOf(instances, 2).ended(Verdict.FAILED);
            assertThat(fixture.report(2).untilProbe()).isEqualTo(Duration.ofSeconds(seconds + 5));
        }
        fixture.passSeconds(300);
        fixture.pickOf(instances, 2).ended(Verdict.FAILED);
        assertThat(fixture.report(2).untilProbe()).isEqualTo(Duration.ofSeconds(300));
        assertThat(fixture.report(2).reason()).isEqualTo("probe failed");
        assertThat(fixture.report(2).ejected()).isEqualTo(61);
    }

    @ParameterizedTest
    @CsvSource({"0, 20", "9, 20", "10, 15", "25, 10", "30, 5", "1000, 5"})
    void eachTenSecondsInHealthTakeOneEjectionOff(int healthySeconds, int rest) {
        fixture.eject(instances, 2);
        fixture.passSeconds(5);
        fixture.pickOf(instances, 2).ended(Verdict.FAILED);
        fixture.passSeconds(10);
        fixture.pickOf(instances, 2).ended(Verdict.FAILED);
        fixture.passSeconds(15);
        fixture.pickOf(instances, 2).ended(Verdict.ANSWERED);
        fixture.passSeconds(healthySeconds);
        fixture.eject(instances, 2);
        assertThat(fixture.report(2).untilProbe()).isEqualTo(Duration.ofSeconds(rest));
    }

    @Test
    void asksDiscoveryWhenMostAreEjected() {
        AtomicInteger asked = new AtomicInteger();
        fixture.balancer.listen(new Balancer.Listener() {
            @Override
            public void mostEjected() {
                asked.incrementAndGet();
            }
        });
        fixture.eject(instances, 1);
        fixture.eject(instances, 2);
        assertThat(asked).hasValue(0);
        fixture.eject(instances, 3);
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "0.99, 5", "0.8, 4", "0.5, 3", "0.2, 1", "0, 1"})
    void theOlderWhatDnsSaidTheFewerFailuresEject(double freshness, int failures) {
        fixture.balancer.freshness(() -> freshness);
        BalancedInstance second = fixture.pickOf(instances, 2);
        for (int count = 1; count < failures; count++) {
            second.ended(Verdict.FAILED);
            assertThat(fixture.state(2)).isEqualTo("available");
        }
        second.ended(Verdict.FAILED);
        assertThat(fixture.state(2)).isEqualTo("ejected");
        assertThat(fixture.report(2).reason()).startsWith(failures + " failures in a row");
    }

    @Test
    void anInstanceThatAnswersStaysHoweverOldWhatDnsSaidIs() {
        fixture.balancer.freshness(() -> 0);
        fixture.end(instances, 2, Verdict.ANSWERED, 1_000);
        assertThat(fixture.state(2)).isEqualTo("available");
    }
}
