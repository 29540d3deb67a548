package org.acme.kit.middleware;

import java.util.Locale;
import org.acme.kit.error.Classification;
import org.acme.kit.telemetry.Field;
import org.jspecify.annotations.Nullable;

/** Says how a call ended. A refusal (4xx) is an answer and not a fault, as Go kit's {@code Failer} has it. */
enum Outcome {
    OK,
    BUSINESS,
    FAULT,
    CANCELLED;

    /** The name in logs and metrics. */
    final String label = name().toLowerCase(Locale.ROOT);

    /** The same as a field of a log line. */
    final Field field = new Field("outcome", label);

    static Outcome of(@Nullable Throwable failure) {
        if (failure == null) {
            return OK;
        }
        return switch (Classification.of(failure).kind()) {
            case ANSWER -> OK;
            case BUSINESS -> BUSINESS;
            case FAULT -> FAULT;
            case CANCELLED -> CANCELLED;
        };
    }
}
