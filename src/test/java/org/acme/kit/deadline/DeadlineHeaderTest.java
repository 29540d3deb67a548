package org.acme.kit.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineHeaderTest {

    private static final BigInteger LONGEST = BigInteger.valueOf(Deadlines.LONGEST.toMillis());

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "-", "--1", "+5", "5s", "1.5", "1e3", "0x10", " 5", "5 ", "5,5", "1-", "\u0661"})
    void takesWhatIsNoIntegerAsAbsent(String sent) {
        assertThat(DeadlineHeader.timeLeft(sent)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "-0", "-1", "-5000", "-99999999999999999999999"})
    void takesZeroAndLessAsSpent(String sent) {
        assertThat(DeadlineHeader.timeLeft(sent)).isZero();
    }

    @Property
    void isNeverMoreThanWasSentNorThanTheLongest(
            @ForAll @BigRange(min = "-100000000000000000000000", max = "100000000000000000000000") BigInteger sent) {
        BigInteger expected = sent.max(BigInteger.ZERO).min(LONGEST);
        assertThat(DeadlineHeader.timeLeft(sent.toString())).hasMillis(expected.longValueExact());
    }

    @Property
    void isWithinItsBoundsWhateverIsSent(@ForAll String sent) {
        Duration left = DeadlineHeader.timeLeft(sent);

        assertThat(left == null ? Duration.ZERO : left).isBetween(Duration.ZERO, Deadlines.LONGEST);
    }
}
