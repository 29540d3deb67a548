package org.acme.kit.client;

import io.vertx.core.http.HttpClientResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The request of an instance for no calls for a while: 429 (RFC 6585, section 4), or 503 with {@code Retry-After} (RFC 9110,
 * section 15.6.4). It is alive; it is avoided, not ejected.
 *
 * @param pause for how long, 0 to 30 seconds: the bound keeps a bad value from taking an instance away for a day
 */
record Pushback(Duration pause) {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration UNSAID = Duration.ofSeconds(1);

    /** Returns what a failure asks for, null if it is no pushback. */
    static @Nullable Pushback of(@Nullable Throwable failure) {
        return failure != null && Outcome.unwrapped(failure) instanceof WebApplicationException answer
                ? of(
                        answer.getResponse().getStatus(),
                        answer.getResponse().getHeaderString(HttpHeaders.RETRY_AFTER),
                        InstantSource.system())
                : null;
    }

    /** Returns what an answer asks for that is no exception to the client, null if it is no pushback. */
    static @Nullable Pushback of(int status, Attempt attempt) {
        HttpClientResponse answer = attempt.answer();
        String said = answer == null ? null : answer.getHeader(HttpHeaders.RETRY_AFTER);
        return of(status, said, InstantSource.system());
    }

    static @Nullable Pushback of(int status, @Nullable String retryAfter, InstantSource clock) {
        if (status != 429 && status != 503) {
            return null;
        }
        Duration said = pause(retryAfter, clock.instant());
        if (said == null) {
            return status == 429 ? new Pushback(UNSAID) : null;
        }
        return new Pushback(said.isNegative() ? Duration.ZERO : said.compareTo(LONGEST) > 0 ? LONGEST : said);
    }

    /** Reads seconds or a date (RFC 9110, section 10.2.3); null if it is neither. */
    private static @Nullable Duration pause(@Nullable String said, Instant now) {
        if (said == null || said.isEmpty()) {
            return null;
        }
        if (said.chars().allMatch(character -> character >= '0' && character <= '9')) {
            return said.length() > 9 ? LONGEST : Duration.ofSeconds(Integer.parseInt(said));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(now, until.toInstant());
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }
}
