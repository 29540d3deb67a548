package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.acme.kit.client.Outcome.Pushback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                             | 7",
                "0                             | 0",
                "000000007                     | 7",
                "31                            | 30",
                "99999999999999999999          | 30",
                "Mon, 23 Nov 2026 12:00:09 GMT | 9",
                "Mon, 23 Nov 2026 11:00:00 GMT | 0",
                "Tue, 24 Nov 2026 12:00:00 GMT | 30"
            })
    void readsSecondsAndDatesUpToHalfAMinute(String said, long seconds) {
        assertThat(Pushback.of(503, said, CLOCK)).isEqualTo(new Pushback(Duration.ofSeconds(seconds)));
        assertThat(Pushback.of(429, said, CLOCK)).isEqualTo(new Pushback(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "Mon, 99 Nov 2026 12:00:00 GMT"})
    void takesA429WithoutATimeAsOneSecondAndSuchA503AsAFault(String said) {
        assertThat(Pushback.of(429, said, CLOCK)).isEqualTo(new Pushback(Duration.ofSeconds(1)));
        assertThat(Pushback.of(503, said, CLOCK)).isNull();
    }

    @Test
    void isNothingElse() {
        assertThat(Pushback.of(500, "5", CLOCK)).isNull();
        assertThat(Pushback.of(404, "5", CLOCK)).isNull();
        assertThat(Pushback.of(new IOException("reset"))).isNull();
        assertThat(Pushback.of(null)).isNull();
    }
}
