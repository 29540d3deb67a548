package org.acme.kit.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemainingTimeTest {

    private static final long LONGEST = 10_000;

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "-", "--1", "+5", "5s", "1.5", "1e3", "0x10", " 5", "5 ", "5,5", "1-", "\u0661"})
    void takesWhatIsNoIntegerAsAbsent(String sent) {
        assertThat(RemainingTime.millis(sent, LONGEST)).isEqualTo(LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "-0", "-1", "-5000", "-99999999999999999999999"})
    void takesZeroAndLessAsSpent(String sent) {
        assertThat(RemainingTime.millis(sent, LONGEST)).isZero();
    }

    @Property
    void isNeverMoreThanWasSentNorThanTheLongest(
            @ForAll @BigRange(min = "-100000000000000000000000", max = "100000000000000000000000") BigInteger sent,
            @ForAll @LongRange(min = 1, max = 86_400_000) long longest) {
        BigInteger expected = sent.max(BigInteger.ZERO).min(BigInteger.valueOf(longest));
        assertThat(RemainingTime.millis(sent.toString(), longest)).isEqualTo(expected.longValueExact());
    }

    @Property
    void isWithinItsBoundsWhateverIsSent(
            @ForAll String sent, @ForAll @LongRange(min = 1, max = 86_400_000) long longest) {
        assertThat(RemainingTime.millis(sent, longest)).isBetween(0L, longest);
    }
}
