package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.acme.kit.balancing.BalancedInstance.Handle;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;
import org.junit.jupiter.api.Test;

class BalancedInstanceTest {

    private final Fixture fixture = new Fixture();
    private final List<Member> instances = Fixture.equals(2);

    @Test
    void isTheInstanceItStandsFor() {
        Member member = Fixture.instance(7, 3, 5);
        assertThat(fixture.pick(List.of(member)).member()).isSameAs(member);
    }

    @Test
    void isKeptByARefreshThatBringsNothingNew() {
        BalancedInstance before = fixture.pickOf(instances, 1);
        assertThat(fixture.pickOf(Fixture.equals(2), 1)).isSameAs(before);
        assertThat(fixture.pickOf(Fixture.weighted(1, 2), 1)).isNotSameAs(before);
    }

    @Test
    void isMadeOncePerList() {
        assertThat(Stream.generate(() -> fixture.pick(instances)).limit(10).distinct())
                .hasSize(2);
    }

    @Test
    void oneAttemptIsCountedOnceWhoeverReportsItsEnd() {
        for (int count = 0; count < 4; count++) {
            Handle attempt = fixture.pickOf(instances, 1).begin();
            attempt.ended(Verdict.FAILED);
            attempt.ended(Verdict.ANSWERED);
        }
        assertThat(fixture.report(1).failed()).isEqualTo(4);
        assertThat(fixture.report(1).answered()).isZero();
        assertThat(fixture.state(1)).isEqualTo("available");
    }

    @Test
    void aProbeStaysOneWhenAnAttemptBeginsWithIt() {
        fixture.eject(instances, 1);
        fixture.passSeconds(5);
        fixture.pick(instances).begin().ended(Verdict.ANSWERED);
        assertThat(fixture.state(1)).isEqualTo("available");
    }

    @Test
    void saysWhetherTheInstanceAnsweredOthersMeanwhile() {
        BalancedInstance first = fixture.pickOf(instances, 1);
        Handle waiting = first.begin();
        fixture.passSeconds(1);
        assertThat(waiting.hasAnsweredOthers()).isFalse();

        first.begin().ended(Verdict.ANSWERED);

        assertThat(waiting.hasAnsweredOthers()).isTrue();
        assertThat(first.begin().hasAnsweredOthers()).isFalse();
    }
}
