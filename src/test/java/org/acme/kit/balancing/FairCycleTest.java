package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairCycleTest {

    @Test
    void equalSharesComeInOrder() {
        assertThat(FairCycle.of(new long[] {1, 1, 1, 1})).containsExactly(0, 1, 2, 3);
    }

    @Test
    void spreadsTheTurnsOfTheHeavyOne() {
        assertThat(FairCycle.of(new long[] {5, 1, 1})).containsExactly(0, 0, 0, 1, 0, 0, 2);
        assertThat(FairCycle.of(new long[] {3, 2, 1})).containsExactly(0, 1, 0, 1, 0, 2);
        assertThat(FairCycle.of(new long[] {1, 1, 2})).containsExactly(2, 0, 2, 1);
    }

    @Test
    void oneAloneHasEveryTurn() {
        assertThat(FairCycle.of(new long[] {1})).containsExactly(0);
    }

    @Test
    void noShareIsEverAWholeTurnAheadOrBehind() {
        Random random = new Random(2782);
        for (int round = 0; round < 300; round++) {
            long[] shares = random.longs(2 + random.nextInt(12), 1, 1 + (1L << random.nextInt(8)))
                    .toArray();
            shares[0] = 257; // never all equal: Selection lays no cycle for those
            int[] cycle = FairCycle.of(shares);
            assertThat(cycle).hasSize((int) Arrays.stream(shares).sum());
            long[] turns = new long[shares.length];
            for (int slot = 0; slot < cycle.length; slot++) {
                turns[cycle[slot]]++;
                for (int index = 0; index < shares.length; index++) {
                    double due = (slot + 1.0) * shares[index] / cycle.length;
                    assertThat(Math.abs(turns[index] - due))
                            .as("share %d of %s at slot %d", index, Arrays.toString(shares), slot)
                            .isLessThan(1);
                }
            }
            assertThat(turns).isEqualTo(shares);
        }
    }

    @Test
    void roundsSharesWhoseCycleWouldBeTooLong() {
        long[] shares = {65_535, 65_534, 1};
        int[] cycle = FairCycle.of(shares);
        assertThat(cycle.length).isBetween(FairCycle.MAX_SLOTS, FairCycle.MAX_SLOTS + shares.length);
        assertThat(Arrays.stream(cycle).filter(index -> index == 2)).hasSize(1);
        assertThat(Arrays.stream(cycle).filter(index -> index == 0).count()).isBetween(4_095L, 4_097L);
    }

    @Test
    void keepsTenThousandUnevenSharesInProportion() {
        long[] shares = new Random(7).longs(10_000, 1, 65_536).toArray();
        int[] cycle = FairCycle.of(shares);
        long heavy =
                Arrays.stream(cycle).filter(index -> shares[index] > 32_768).count();
        assertThat((double) heavy / cycle.length).isBetween(0.73, 0.77);
        assertThat(Arrays.stream(cycle).distinct().count()).isEqualTo(10_000);
    }
}
