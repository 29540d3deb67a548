package org.acme.kit.balancing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.acme.kit.balancing.BalancedInstance.Verdict;
import org.acme.kit.balancing.Balancer.Member;
import org.junit.jupiter.api.Test;

class PushbackTest {

    private final Fixture fixture = new Fixture();
    private final List<Member> instances = Fixture.equals(3);

    @Test
    void avoidsAnInstanceForAsLongAsItAsks() {
        fixture.pickOf(instances, 2).pushedBack(Duration.ofSeconds(3));

        fixture.pass(Duration.ofMillis(2_999));
        assertThat(fixture.ids(instances, 30)).containsOnly(1L, 3L);
        assertThat(fixture.report(2).pushingBack()).isTrue();
        fixture.pass(Duration.ofMillis(1));
        assertThat(fixture.ids(instances, 3)).contains(2L);
        assertThat(fixture.report(2).pushingBack()).isFalse();
    }

    @Test
    void isOverOnTheMoment() {
        BalancedInstance second = fixture.pickOf(instances, 2);
        second.pushedBack(Duration.ofSeconds(3));

        fixture.passSeconds(3);

        assertThat(second.isPushingBack()).isFalse();
    }

    @Test
    void aLaterShorterOneDoesNotShortenIt() {
        BalancedInstance second = fixture.pickOf(instances, 2);
        second.pushedBack(Duration.ofSeconds(3));
        second.pushedBack(Duration.ofSeconds(1));
        fixture.passSeconds(2);
        assertThat(second.isPushingBack()).isTrue();
        second.pushedBack(Duration.ofSeconds(7));
        fixture.passSeconds(6);
        assertThat(second.isPushingBack()).isTrue();
    }

    @Test
    void ejectsNoInstance() {
        BalancedInstance second = fixture.pickOf(instances, 2);
        for (int call = 0; call < 100; call++) {
            second.pushedBack(Duration.ofSeconds(3));
            second.ended(Verdict.ANSWERED);
        }
        assertThat(fixture.state(2)).isEqualTo("available");
    }

    @Test
    void callsThemAllTheSameWhenAllPushBack() {
        for (long id = 1; id <= 3; id++) {
            fixture.pickOf(instances, id).pushedBack(Duration.ofSeconds(3));
        }
        assertThat(fixture.ids(instances, 3)).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    /** Whatever the order of the instances: a turn, a draw and the list all begin with some. */
    @Test
    void thoseThatAreLeftShareTheCallsOfThoseThatPushBack() {
        List<Member> many = Fixture.equals(20);
        for (long id = 1; id <= 16; id++) {
            fixture.pickOf(many, id).pushedBack(Duration.ofSeconds(3));
        }

        Map<Long, Long> picks = fixture.ids(many, 2_000).stream().collect(groupingBy(id -> id, counting()));

        assertThat(picks).containsOnlyKeys(17L, 18L, 19L, 20L);
        assertThat(picks.values()).allSatisfy(count -> assertThat(count).isGreaterThan(300));
    }

    @Test
    void aRetryRatherAsksOneThatPushesBackThanOneThatItHasTried() {
        fixture.pickOf(instances, 2).pushedBack(Duration.ofSeconds(3));
        assertThat(fixture.balancer
                        .pick(instances, instance -> instance.id() != 2)
                        .id())
                .isEqualTo(2);
    }

    @Test
    void theNextGroupTakesOverFromOneThatPushesBack() {
        List<Member> groups = Fixture.ofPriorities(1, 2);
        fixture.pickOf(groups, 1).pushedBack(Duration.ofSeconds(3));
        assertThat(fixture.ids(groups, 3)).containsOnly(2L);
    }
}
