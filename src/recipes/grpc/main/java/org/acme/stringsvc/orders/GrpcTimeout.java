package org.acme.stringsvc.orders;

import io.grpc.Metadata;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The time that a caller has left, as gRPC over HTTP/2 writes it: up to 8 digits and a unit. */
final class GrpcTimeout {

    private static final Metadata.Key<String> HEADER =
            Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);
    private static final Map<Character, ChronoUnit> UNITS = Map.of(
            'H', ChronoUnit.HOURS,
            'M', ChronoUnit.MINUTES,
            'S', ChronoUnit.SECONDS,
            'm', ChronoUnit.MILLIS,
            'u', ChronoUnit.MICROS,
            'n', ChronoUnit.NANOS);

    private GrpcTimeout() {}

    /** Returns the time that the caller sent, null if it sent none, or a malformed one. */
    static @Nullable Duration of(Metadata headers) {
        String text = headers.get(HEADER);
        if (text == null || !text.matches("\\d{1,8}[HMSmun]")) {
            return null;
        }
        int unit = text.length() - 1;
        return Duration.of(Long.parseLong(text.substring(0, unit)), UNITS.get(text.charAt(unit)));
    }
}
