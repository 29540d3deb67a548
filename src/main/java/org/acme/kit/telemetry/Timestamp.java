package org.acme.kit.telemetry;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Writes instants in UTC to the millisecond, {@code 2026-11-23T18:48:44.415Z} (RFC 3339). Thread-safe.
 *
 * <p>What lines of the same second have in common is written once and kept, for many lines are.
 */
final class Timestamp {

    private record Second(long epoch, String text) {

        static Second of(long epoch) {
            String text = LocalDateTime.ofEpochSecond(epoch, 0, ZoneOffset.UTC).toString();
            return new Second(epoch, text.length() == "2026-11-23T18:48".length() ? text + ":00." : text + ".");
        }
    }

    private volatile Second last = Second.of(0);

    void append(Instant instant, StringBuilder line) {
        Second second = last;
        if (second.epoch != instant.getEpochSecond()) {
            second = Second.of(instant.getEpochSecond());
            last = second;
        }
        int millis = instant.getNano() / 1_000_000;
        line.append(second.text)
                .append((char) ('0' + millis / 100))
                .append((char) ('0' + millis / 10 % 10))
                .append((char) ('0' + millis % 10))
                .append('Z');
    }
}
