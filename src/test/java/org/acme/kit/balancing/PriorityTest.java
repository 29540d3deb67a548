package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;
import org.junit.jupiter.api.Test;

class PriorityTest {

    private final Fixture fixture = new Fixture();

    @Test
    void onlyTheLowestNumberServes() {
        List<Member> instances = Fixture.ofPriorities(20, 10, 10, 30);
        assertThat(fixture.ids(instances, 4)).containsExactly(2L, 3L, 2L, 3L);
        assertThat(fixture.report(1).serving()).isFalse();
        assertThat(fixture.report(2).serving()).isTrue();
    }

    @Test
    void theNextGroupTakesOverWhenTheFirstHasNoneLeft() {
        List<Member> instances = Fixture.ofPriorities(1, 1, 2, 2);
        fixture.eject(instances, 1);
        assertThat(fixture.ids(instances, 3)).containsOnly(2L);
        fixture.eject(instances, 2);
        assertThat(fixture.ids(instances, 4)).containsExactlyInAnyOrder(3L, 4L, 3L, 4L);
    }

    @Test
    void aSinglePrimaryIsLeftToo() {
        List<Member> instances = Fixture.ofPriorities(1, 2);
        fixture.eject(instances, 1);
        assertThat(fixture.ids(instances, 5)).containsOnly(2L);
    }

    @Test
    void theFirstGroupTakesOverAgainWhenAProbeIsAnswered() {
        List<Member> instances = Fixture.ofPriorities(1, 2);
        fixture.eject(instances, 1);
        fixture.passSeconds(5);
        BalancedInstance probe = fixture.pick(instances);
        assertThat(probe.id()).isEqualTo(1);
        assertThat(fixture.ids(instances, 5)).containsOnly(2L);
        probe.ended(Verdict.ANSWERED);
        assertThat(fixture.ids(instances, 5)).containsOnly(1L);
    }

    @Test
    void anEjectedBackupIsNotProbedWhileAPrimaryServes() {
        List<Member> instances = Fixture.ofPriorities(1, 2, 2);
        fixture.eject(instances, 1);
        fixture.eject(instances, 2);
        fixture.passSeconds(5);
        fixture.pickOf(instances, 1).ended(Verdict.ANSWERED);
        fixture.passSeconds(60);
        assertThat(fixture.ids(instances, 10)).containsOnly(1L);
    }

    @Test
    void whereNothingIsAvailableTheFirstGroupServes() {
        List<Member> instances = Fixture.ofPriorities(1, 1, 2);
        for (long id = 1; id <= 3; id++) {
            fixture.spoil(instances, id);
        }
        assertThat(fixture.ids(instances, 4)).containsExactlyInAnyOrder(1L, 2L, 1L, 2L);
        assertThat(fixture.balancer.report()).extracting(InstanceReport::state).containsOnly("ejected");
    }

    @Test
    void whereNothingIsAvailableAGroupThatAnswersSomeServesRatherThanOneThatIsUnreachable() {
        List<Member> instances = Fixture.ofPriorities(1, 2, 3);
        fixture.makeUnreachable(instances, 1);
        fixture.spoil(instances, 2);
        fixture.spoil(instances, 3);

        assertThat(fixture.ids(instances, 4)).containsOnly(2L);
    }

    @Test
    void aProbeEndsThePanic() {
        List<Member> instances = Fixture.ofPriorities(1, 1, 2);
        for (long id = 1; id <= 3; id++) {
            fixture.spoil(instances, id);
        }
        fixture.passSeconds(5);
        List<BalancedInstance> probes =
                List.of(fixture.pick(instances), fixture.pick(instances), fixture.pick(instances));
        assertThat(probes).extracting(BalancedInstance::id).containsExactlyInAnyOrder(1L, 2L, 3L);
        probes.get(2).ended(Verdict.ANSWERED);
        assertThat(fixture.ids(instances, 3)).containsOnly(probes.get(2).id());
    }
}
