package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeTest {

    private final Fixture fixture = new Fixture();
    private final List<Member> instances = Fixture.equals(3);

    @BeforeEach
    void ejectTheSecond() {
        fixture.eject(instances, 2);
    }

    @Test
    void notBeforeTheEjectionEnds() {
        fixture.pass(Duration.ofMillis(4_999));
        assertThat(fixture.ids(instances, 10)).doesNotContain(2L);
        fixture.pass(Duration.ofMillis(1));
        assertThat(fixture.ids(instances, 10)).containsOnlyOnce(2L);
    }

    @Test
    void oneCallAtATime() {
        fixture.passSeconds(5);
        BalancedInstance probe = fixture.pick(instances);
        assertThat(probe.id()).isEqualTo(2);
        assertThat(fixture.state(2)).isEqualTo("probing");
        assertThat(fixture.ids(instances, 100)).containsOnly(1L, 3L);
    }

    @Test
    void anAnswerBringsItBack() {
        fixture.passSeconds(5);
        fixture.pick(instances).ended(Verdict.ANSWERED);
        assertThat(fixture.state(2)).isEqualTo("available");
        assertThat(fixture.report(2).reason()).isEmpty();
        assertThat(fixture.ids(instances, 3)).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void afterwardsAllIsForgivenButTheNumber() {
        fixture.passSeconds(5);
        fixture.pick(instances).ended(Verdict.ANSWERED);
        fixture.end(instances, 2, Verdict.FAILED, 4);
        assertThat(fixture.state(2)).isEqualTo("available");
        fixture.end(instances, 2, Verdict.FAILED, 1);
        assertThat(fixture.report(2).untilProbe()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aFailureEjectsItAgain() {
        fixture.passSeconds(5);
        fixture.pick(instances).ended(Verdict.FAILED);
        assertThat(fixture.report(2).untilProbe()).isEqualTo(Duration.ofSeconds(10));
        fixture.pass(Duration.ofMillis(9_999));
        assertThat(fixture.ids(instances, 10)).containsOnly(1L, 3L);
    }

    @Test
    void oneThatSaysNothingIsFollowedByAnother() {
        fixture.passSeconds(5);
        fixture.pick(instances).ended(Verdict.UNKNOWN);
        assertThat(fixture.pick(instances).id()).isEqualTo(2);
    }

    @Test
    void oneThatIsNotHeardOfIsGivenUp() {
        fixture.passSeconds(5);
        BalancedInstance lost = fixture.pick(instances);
        fixture.pass(Duration.ofMillis(4_999));
        assertThat(fixture.ids(instances, 10)).containsOnly(1L, 3L);
        fixture.pass(Duration.ofMillis(1));
        BalancedInstance second = fixture.pick(instances);
        assertThat(second.id()).isEqualTo(2);
        lost.ended(Verdict.FAILED);
        assertThat(fixture.state(2)).isEqualTo("probing");
        second.ended(Verdict.ANSWERED);
        assertThat(fixture.state(2)).isEqualTo("available");
    }

    @Test
    void callsFromBeforeTheEjectionDoNotDecide() {
        Fixture other = new Fixture();
        BalancedInstance before = other.pickOf(instances, 2);
        other.eject(instances, 2);
        before.ended(Verdict.ANSWERED);
        assertThat(other.state(2)).isEqualTo("ejected");
        other.passSeconds(5);
        other.pickOf(instances, 2);
        before.ended(Verdict.ANSWERED);
        before.ended(Verdict.FAILED);
        assertThat(other.state(2)).isEqualTo("probing");
    }

    @Test
    void aCallThatHasFailedThereIsNotTheProbe() {
        fixture.passSeconds(5);
        assertThat(fixture.balancer
                        .pick(instances, instance -> instance.id() == 2)
                        .id())
                .isNotEqualTo(2);
        assertThat(fixture.pick(instances).id()).isEqualTo(2);
    }

    @Test
    void goesOnAcrossARefresh() {
        fixture.passSeconds(5);
        BalancedInstance probe = fixture.pick(instances);
        List<Member> refreshed = Fixture.weighted(2, 2, 2);
        assertThat(fixture.ids(refreshed, 10)).containsOnly(1L, 3L);
        probe.ended(Verdict.ANSWERED);
        assertThat(fixture.ids(refreshed, 3)).contains(2L);
    }

    @Test
    void oneThatServesNeverthelessComesBackTheSameWay() {
        fixture.pass(Duration.ofMillis(1));
        fixture.eject(instances, 3);
        fixture.end(instances, 3, Verdict.ANSWERED, 10);
        assertThat(fixture.state(3)).isEqualTo("ejected");
        fixture.passSeconds(5);
        BalancedInstance first = fixture.pick(instances);
        BalancedInstance second = fixture.pick(instances);
        assertThat(List.of(first.id(), second.id())).containsExactly(2L, 3L);
        first.ended(Verdict.FAILED);
        second.ended(Verdict.ANSWERED);
        assertThat(fixture.state(3)).isEqualTo("available");
    }
}
