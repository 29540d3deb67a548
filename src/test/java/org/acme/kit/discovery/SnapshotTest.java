package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.found;
import static org.acme.kit.discovery.Examples.instance;
import static org.acme.kit.discovery.Examples.notAvailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.acme.kit.discovery.ServiceLookup.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotTest {

    private static final Duration START = Duration.ofSeconds(-7);
    private static final Duration FLOOR = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration MAX_STALE = Duration.ofDays(1);
    private static final List<DnsInstance> ONE = List.of(instance(1, "192.0.2.1"));

    private final Snapshot good = Snapshot.NONE.answered(found(), ONE, START, GRACE);

    @Test
    void takesAnAnswer() {
        assertThat(good.instances()).isEqualTo(ONE);
        assertThat(good.answeredAt()).isEqualTo(START);
        assertThat(good.server()).isEqualTo(FakeResolver.SERVER);
        assertThat(good.timeToLive()).isEqualTo(Duration.ofSeconds(60));
        assertThat(good.emptySince()).isNull();
        assertThat(good.isUndecided()).isFalse();
    }

    @Test
    void keepsTheListItselfAsLongAsNothingChanges() {
        Snapshot refreshed = good.answered(found(), List.of(instance(1, "192.0.2.1")), START.plusSeconds(60), GRACE);

        assertThat(refreshed.instances()).isSameAs(ONE);
        assertThat(refreshed.answeredAt()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void doubtsAnEmptyAnswerDuringTheGracePeriod() {
        Snapshot doubted = empty(good, 10);

        assertThat(doubted.instances()).isEqualTo(ONE);
        assertThat(doubted.answeredAt()).isEqualTo(START);
        assertThat(doubted.emptySince()).isEqualTo(START.plusSeconds(10));
        assertThat(empty(doubted, 39).instances()).isEqualTo(ONE);
    }

    @Test
    void believesAnEmptyAnswerAfterTheGracePeriod() {
        Snapshot believed = empty(empty(good, 10), 40);

        assertThat(believed.instances()).isEmpty();
        assertThat(believed.answeredAt()).isEqualTo(START.plusSeconds(40));
    }

    /** The record lives 60 s. */
    @ParameterizedTest
    @CsvSource({"59, 1", "60, 1", "120, 0.5", "600, 0.1", "3600, 0.0166"})
    void isBelievedTheLessTheLongerDnsFails(int age, double freshness) {
        Snapshot failing = good.failed("SERVFAIL", START.plusSeconds(30), MAX_STALE);

        assertThat(failing.freshness(START.plusSeconds(age), FLOOR)).isCloseTo(freshness, within(0.001));
    }

    @Test
    void isBelievedAsLongAsDnsAnswersHoweverSeldomItIsAsked() {
        assertThat(good.freshness(START.plusSeconds(3600), FLOOR)).isOne();
        assertThat(Snapshot.NONE.freshness(START, FLOOR)).isOne();
        Snapshot failing = good.failed("SERVFAIL", START.plusSeconds(3600), MAX_STALE);
        assertThat(failing.freshness(START.plusSeconds(3600), FLOOR)).isLessThan(0.1);
        Snapshot again = failing.answered(found(), ONE, START.plusSeconds(3601), GRACE);
        assertThat(again.freshness(START.plusSeconds(3602), FLOOR)).isOne();
    }

    /** Else one target without an answer would have one failed call eject any instance of the service. */
    @Test
    void isBelievedWhileDnsAnswersForSomeTargets() {
        Found partly = new Found(
                List.of(), Duration.ZERO, FakeResolver.SERVER, false, Map.of(), "host.test. keeps its addresses");
        Snapshot doubted = good.answered(partly, ONE, START.plusSeconds(3600), GRACE);

        assertThat(doubted.answeredAt()).isEqualTo(START);
        assertThat(doubted.freshness(START.plusSeconds(3610), FLOOR)).isOne();

        Snapshot failing = fail(doubted, 3610);
        assertThat(failing.freshness(START.plusSeconds(3615), FLOOR)).isOne();
        assertThat(fail(failing, 3615).freshness(START.plusSeconds(3620), FLOOR))
                .isEqualTo(0.5);
    }

    @Test
    void isBelievedForTheShortestTimeBetweenTwoLookupsAtLeast() {
        Snapshot shortLived = new Snapshot(ONE, START, FakeResolver.SERVER, Duration.ZERO, null, START, 1, "SERVFAIL");
        assertThat(shortLived.freshness(START.plusSeconds(5), FLOOR)).isOne();
        assertThat(shortLived.freshness(START.plusSeconds(10), FLOOR)).isEqualTo(0.5);
    }

    @Test
    void asksAgainBeforeTheGracePeriodIsOver() {
        Snapshot doubted = empty(good, 10);

        assertThat(doubted.timeToLive()).isEqualTo(GRACE);
        assertThat(empty(doubted, 30).timeToLive()).isEqualTo(Duration.ofSeconds(10));
        assertThat(empty(doubted, 40).timeToLive()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void startsTheGracePeriodAnewAfterAGoodAnswer() {
        Snapshot recovered = empty(good, 10).answered(found(), ONE, START.plusSeconds(20), GRACE);

        assertThat(recovered.emptySince()).isNull();
        assertThat(empty(recovered, 41).instances()).isEqualTo(ONE);
    }

    @Test
    void believesAnEmptyAnswerAtOnceIfNothingWasKnown() {
        Snapshot empty = empty(Snapshot.NONE, 0);

        assertThat(empty.instances()).isEmpty();
        assertThat(empty.answeredAt()).isEqualTo(START);
        assertThat(empty.isUndecided()).isFalse();
    }

    @Test
    void believesTheTargetDotAtOnce() {
        Snapshot gone = good.answered(notAvailable(), List.of(), START.plusSeconds(1), GRACE);

        assertThat(gone.instances()).isEmpty();
        assertThat(gone.emptySince()).isNull();
    }

    @Test
    void keepsTheLastGoodAnswerWhenALookupFails() {
        Snapshot failed = fail(fail(good, 60), 61);

        assertThat(failed.instances()).isEqualTo(ONE);
        assertThat(failed.answeredAt()).isEqualTo(START);
        assertThat(failed.failures()).isEqualTo(2);
        assertThat(failed.error()).isEqualTo("SERVFAIL");
    }

    @Test
    void forgetsFailuresWithTheNextAnswer() {
        Snapshot recovered = fail(good, 60).answered(found(), ONE, START.plusSeconds(61), GRACE);

        assertThat(recovered.failures()).isZero();
        assertThat(recovered.error()).isNull();
    }

    @Test
    void dropsTheLastGoodAnswerWhenItIsOlderThanMaxStale() {
        long day = MAX_STALE.toSeconds();

        assertThat(fail(good, day).instances()).isEqualTo(ONE);
        assertThat(fail(good, day + 1).instances()).isEmpty();
    }

    @Test
    void toleratesAnyMaxStale() {
        Snapshot failed = good.failed("SERVFAIL", START, Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(failed.instances()).isEqualTo(ONE);
    }

    @Test
    void isUndecidedUntilTheFirstOutcome() {
        assertThat(Snapshot.NONE.isUndecided()).isTrue();
        assertThat(fail(Snapshot.NONE, 0).isUndecided()).isFalse();
    }

    @Test
    void doubtsStillAfterAFailureInTheGracePeriod() {
        Snapshot doubted = fail(empty(good, 10), 20);

        assertThat(doubted.emptySince()).isEqualTo(START.plusSeconds(10));
        assertThat(empty(doubted, 39).instances()).isEqualTo(ONE);
        assertThat(empty(doubted, 40).instances()).isEmpty();
    }

    private static Snapshot empty(Snapshot before, long second) {
        return before.answered(found(), List.of(), START.plusSeconds(second), GRACE);
    }

    private static Snapshot fail(Snapshot before, long second) {
        return before.failed("SERVFAIL", START.plusSeconds(second), MAX_STALE);
    }
}
