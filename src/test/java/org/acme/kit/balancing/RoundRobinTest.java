package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.acme.kit.balancing.Balancer.Member;
import org.junit.jupiter.api.Test;

class RoundRobinTest {

    @Test
    void equalInstancesComeInTurn() {
        assertThat(new Fixture().ids(Fixture.equals(3), 7)).containsExactly(1L, 2L, 3L, 1L, 2L, 3L, 1L);
    }

    @Test
    void startsAtTheGivenTurn() {
        assertThat(new Fixture(Selection.inTurn(2)).ids(Fixture.equals(3), 4)).containsExactly(3L, 1L, 2L, 3L);
    }

    @Test
    void goesOnWhenTheCounterOverflows() {
        assertThat(new Fixture(Selection.inTurn(Long.MAX_VALUE - 1)).ids(Fixture.equals(3), 6))
                .containsOnly(1L, 2L, 3L);
    }

    @Test
    void weightedInstancesComeByTheirWeight() {
        assertThat(new Fixture().ids(Fixture.weighted(50, 10, 10), 7)).containsExactly(1L, 1L, 1L, 2L, 1L, 1L, 3L);
    }

    @Test
    void everyCycleIsExactForAnyWeights() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            int[] weights = random.ints(1 + random.nextInt(8), 1, 40).toArray();
            int sum = IntStream.of(weights).sum();
            List<Long> ids = new Fixture(Selection.inTurn(random.nextInt(1000))).ids(Fixture.weighted(weights), sum);
            var counts = ids.stream().collect(Collectors.groupingBy(id -> id, Collectors.counting()));
            for (int index = 0; index < weights.length; index++) {
                assertThat(counts.get(index + 1L)).isEqualTo(weights[index]);
            }
        }
    }

    @Test
    void aRefreshDoesNotBeginAnew() {
        Fixture fixture = new Fixture();
        assertThat(fixture.ids(Fixture.weighted(1, 1, 1), 2)).containsExactly(1L, 2L);
        assertThat(fixture.ids(Fixture.weighted(2, 2, 2), 2)).containsExactly(3L, 1L);
    }

    @Test
    void aNewWeightArrivesAtOnce() {
        Fixture fixture = new Fixture();
        fixture.ids(Fixture.weighted(1, 1), 2);
        List<Member> changed = Fixture.weighted(1, 3);
        assertThat(fixture.ids(changed, 4)).containsExactlyInAnyOrder(1L, 2L, 2L, 2L);
    }
}
