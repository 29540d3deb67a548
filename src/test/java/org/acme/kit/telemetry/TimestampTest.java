package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimestampTest {

    private final Timestamp timestamp = new Timestamp();

    /** Whatever the order of the seconds is, and from year 0 to year 9999. */
    @Property
    boolean readsBackAsTheSameMillisecond(
            @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L) long millis) {
        Instant instant = Instant.ofEpochMilli(millis);
        return Instant.parse(written(instant)).equals(instant);
    }

    @Test
    void alwaysWritesSecondsAndMilliseconds() {
        assertThat(written(Instant.parse("2026-11-23T18:48:00Z"))).isEqualTo("2026-11-23T18:48:00.000Z");
        assertThat(written(Instant.parse("2026-11-23T18:48:07.0459Z"))).isEqualTo("2026-11-23T18:48:07.045Z");
    }

    @Test
    void leavesTheSecondThatItKnows() {
        Instant first = Instant.parse("2026-11-23T18:48:44.999Z");

        assertThat(written(first)).isEqualTo("2026-11-23T18:48:44.999Z");
        assertThat(written(first.plus(1, ChronoUnit.MILLIS))).isEqualTo("2026-11-23T18:48:45.000Z");
    }

    private String written(Instant instant) {
        StringBuilder line = new StringBuilder();
        timestamp.append(instant, line);
        return line.toString();
    }
}
