package org.acme.kit.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.acme.kit.discovery.DiscoverySettings.RefreshTimes;
import org.junit.jupiter.api.Test;

class RefreshTimesTest {

    private static final Duration FLOOR = Duration.ofSeconds(5);
    private static final Duration CAP = Duration.ofMinutes(5);

    @Property
    void anAnswerIsAskedForAgainBetweenFloorAndCap(
            @ForAll @LongRange(min = 0, max = Integer.MAX_VALUE) long timeToLive,
            @ForAll @DoubleRange(min = 0, max = 1) double random) {
        assertThat(times(random).afterAnswer(Duration.ofSeconds(timeToLive))).isBetween(FLOOR, CAP);
    }

    @Property
    void anAnswerIsAskedForAgainUpToATenthBeforeItsTimeIsOver(
            @ForAll @LongRange(min = 6, max = 300) long timeToLive,
            @ForAll @DoubleRange(min = 0, max = 1) double random) {
        Duration whole = Duration.ofSeconds(timeToLive);
        assertThat(times(random).afterAnswer(whole))
                .isBetween(whole.multipliedBy(9).dividedBy(10), whole);
    }

    @Property
    void aLongerTimeToLiveNeverMeansAnEarlierLookup(
            @ForAll @LongRange(min = 0, max = 100_000) long shorter,
            @ForAll @LongRange(min = 0, max = 100_000) long more,
            @ForAll @DoubleRange(min = 0, max = 1) double random) {
        assertThat(times(random).afterAnswer(Duration.ofSeconds(shorter + more)))
                .isGreaterThanOrEqualTo(times(random).afterAnswer(Duration.ofSeconds(shorter)));
    }

    @Property
    void moreFailuresNeverMeanAnEarlierRetry(
            @ForAll @IntRange(min = 1, max = 100_000) int failures,
            @ForAll @DoubleRange(min = 0, max = 1) double random) {
        assertThat(times(random).afterFailure(failures + 1))
                .isGreaterThanOrEqualTo(times(random).afterFailure(failures));
    }

    @Property
    void aRetryComesAfterHalfASecondToHalfAMinute(
            @ForAll @IntRange(min = 1) int failures, @ForAll @DoubleRange(min = 0, max = 1) double random) {
        assertThat(times(random).afterFailure(failures)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(30));
    }

    @Property
    void copiesAreSpreadOverATenthOfTheTimeAtTheFloorToo(
            @ForAll @LongRange(min = 0, max = 5_500) long timeToLive,
            @ForAll @DoubleRange(min = 0, max = 1) double random) {
        Duration ttl = Duration.ofMillis(timeToLive);

        assertThat(times(random).afterAnswer(ttl)).isBetween(FLOOR, Duration.ofMillis(5500));
        assertThat(times(0).afterAnswer(ttl)).isEqualTo(Duration.ofMillis(5500));
        assertThat(times(1).afterAnswer(ttl)).isEqualTo(FLOOR);
    }

    @Test
    void copiesAreSpreadWhereFloorAndCapAreTheSame() {
        Duration second = Duration.ofSeconds(1);

        assertThat(new RefreshTimes(second, second, () -> 0).afterAnswer(second))
                .isEqualTo(Duration.ofMillis(1100));
        assertThat(new RefreshTimes(second, second, () -> 1).afterAnswer(second))
                .isEqualTo(second);
    }

    @Test
    void retriesDoubleFromOneSecond() {
        assertThat(times(0).afterFailure(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(times(0).afterFailure(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(times(0).afterFailure(5)).isEqualTo(Duration.ofSeconds(16));
        assertThat(times(0).afterFailure(6)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void jitterCutsUpToHalfOfARetry() {
        assertThat(times(1).afterFailure(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(times(0.5).afterFailure(3)).isEqualTo(Duration.ofMillis(3000));
    }

    @Test
    void spreadsCopiesAtTheCapToo() {
        assertThat(times(1).afterAnswer(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(270));
        assertThat(times(0).afterAnswer(Duration.ofHours(1))).isEqualTo(CAP);
    }

    @Test
    void neverWaitsLongerForARetryThanForARefresh() {
        RefreshTimes quick = new RefreshTimes(Duration.ofSeconds(1), Duration.ofSeconds(2), () -> 0);

        assertThat(quick.afterFailure(10)).isEqualTo(Duration.ofSeconds(2));
    }

    private static RefreshTimes times(double random) {
        return new RefreshTimes(FLOOR, CAP, () -> random);
    }
}
