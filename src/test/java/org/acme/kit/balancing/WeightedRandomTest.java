package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WeightedRandomTest {

    private static final int DRAWS = 100_000;

    @Test
    void eachNumberFallsOnTheFirstWhoseRunningSumExceedsIt() {
        assertThat(drawn(2, 3, 1)).containsExactly(1L, 1L, 2L, 2L, 2L, 3L);
    }

    @Test
    void equalWeightsHaveANumberEach() {
        assertThat(drawn(7, 7, 7)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void weightZeroHasOneNumberInTheSumAndOne() {
        assertThat(drawn(0, 3)).containsExactly(1L, 2L, 2L, 2L);
        assertThat(drawn(0, 0)).containsExactly(1L, 2L);
    }

    @Test
    void drawsByWeight() {
        assertThat(chiSquare(1, 1, 1)).isLessThan(critical(2));
        assertThat(chiSquare(60, 20, 20)).isLessThan(critical(2));
        assertThat(chiSquare(5, 1, 1, 100, 3)).isLessThan(critical(4));
        assertThat(chiSquare(65_535, 1_000, 30_000)).isLessThan(critical(2));
    }

    @Test
    void distinguishesWeights() {
        assertThat(chiSquareAgainst(new double[] {1, 1}, 52, 48)).isGreaterThan(critical(1));
    }

    private static List<Long> drawn(int... weights) {
        long[] next = {0};
        long[] bound = {0};
        LongUnaryOperator inOrder = limit -> {
            bound[0] = limit;
            return next[0]++;
        };
        Selection selection = Selection.atRandom(inOrder).over(Fixture.balanced(weights));
        long first = selection.next().id();
        return LongStream.concat(
                        LongStream.of(first),
                        LongStream.range(1, bound[0])
                                .map(number -> selection.next().id()))
                .boxed()
                .toList();
    }

    private static double chiSquare(int... weights) {
        double[] expected = new double[weights.length];
        for (int index = 0; index < weights.length; index++) {
            expected[index] = weights[index];
        }
        return chiSquareAgainst(expected, weights);
    }

    private static double chiSquareAgainst(double[] expected, int... weights) {
        Random random = new Random(2782);
        Selection selection = Selection.atRandom(random::nextLong).over(Fixture.balanced(weights));
        long[] counts = new long[weights.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            counts[(int) selection.next().id() - 1]++;
        }
        double sum = Arrays.stream(expected).sum();
        double chiSquare = 0;
        for (int index = 0; index < counts.length; index++) {
            double due = expected[index] / sum * DRAWS;
            chiSquare += (counts[index] - due) * (counts[index] - due) / due;
        }
        return chiSquare;
    }

    /** What a fair draw exceeds once in a thousand times; the seed is fixed, so it passes always or never. */
    private static double critical(int degreesOfFreedom) {
        return new double[] {0, 10.83, 13.82, 16.27, 18.47}[degreesOfFreedom];
    }
}
