package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void areTheWeightsInLowestTerms() {
        assertThat(Selection.shares(Fixture.balanced(10, 20, 30))).containsExactly(1, 2, 3);
        assertThat(Selection.shares(Fixture.balanced(100, 100))).containsExactly(1, 1);
        assertThat(Selection.shares(Fixture.balanced(65_535))).containsExactly(1);
    }

    @Test
    void areEqualWhereAllWeightsAreZero() {
        assertThat(Selection.shares(Fixture.balanced(0, 0, 0))).containsExactly(1, 1, 1);
    }

    @Test
    void giveAllZerosOnePartBetweenThem() {
        assertThat(Selection.shares(Fixture.balanced(0, 100))).containsExactly(1, 100);
        assertThat(Selection.shares(Fixture.balanced(0, 3, 0, 7))).containsExactly(1, 6, 1, 14);
        assertThat(Selection.shares(Fixture.balanced(0, 0, 0, 5))).containsExactly(1, 1, 1, 15);
    }
}
