package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;
import org.junit.jupiter.api.Test;

/** What is kept of an instance over refreshes and absences. */
class EjectionHistoryTest {

    private final Fixture fixture = new Fixture();
    private final List<Member> instances = Fixture.equals(4);

    @Test
    void ejectionOutlivesARefresh() {
        fixture.eject(instances, 2);
        List<Member> refreshed = Fixture.weighted(1, 9, 1, 1);
        assertThat(fixture.ids(refreshed, 10)).containsOnly(1L, 3L, 4L);
        assertThat(fixture.report(2).weight()).isEqualTo(9);
    }

    @Test
    void countsOutliveARefresh() {
        fixture.end(instances, 2, Verdict.FAILED, 4);
        fixture.end(Fixture.weighted(2, 2, 2, 2), 2, Verdict.FAILED, 1);
        assertThat(fixture.state(2)).isEqualTo("ejected");
    }

    @Test
    void theHistoryOfAnAddressOutlivesItsAbsence() {
        fixture.eject(instances, 4);
        fixture.pass(Duration.ofMinutes(9));
        fixture.ids(Fixture.weighted(1, 1, 1), 1);
        assertThat(fixture.balancer.report()).hasSize(3);
        fixture.pass(Duration.ofMinutes(9));
        fixture.ids(Fixture.equals(4), 1);
        assertThat(fixture.state(4)).isNotEqualTo("available");
        assertThat(fixture.report(4).failed()).isEqualTo(5);
    }

    @Test
    void poolsThatAnswerWithAnotherPartEachTimeKeepTheirHistories() {
        fixture.eject(instances, 1);
        for (int answer = 0; answer < 20; answer++) {
            fixture.ids(List.of(instances.get(answer % 2 + 2)), 1);
            fixture.passSeconds(5);
        }
        assertThat(fixture.ids(Fixture.equals(4), 1)).isNotEmpty();
        assertThat(fixture.report(1).ejected()).isOne();
    }

    @Test
    void isForgottenAfterTenMinutesOfAbsence() {
        fixture.eject(instances, 4);
        fixture.ids(Fixture.weighted(1, 1, 1), 1);
        fixture.pass(Duration.ofMinutes(10));
        fixture.ids(instances, 1);
        assertThat(fixture.state(4)).isEqualTo("available");
    }

    @Test
    void lateFailuresOfAVanishedOneChangeNothing() {
        BalancedInstance vanished = fixture.pickOf(instances, 4);
        fixture.ids(Fixture.equals(3), 1);
        for (int count = 0; count < 10; count++) {
            vanished.ended(Verdict.FAILED);
        }
        assertThat(fixture.ids(Fixture.equals(3), 3)).containsExactlyInAnyOrder(1L, 2L, 3L);
    }
}
