package org.acme.kit.middleware;

import java.util.Locale;
import org.acme.kit.error.Classification;
import org.acme.kit.telemetry.Field;
import org.jspecify.annotations.Nullable;

/** The way in which a call ended. A refusal (4xx) is an answer and not a fault (Go kit's {@code Failer}). */
public enum Outcome {
    /** The endpoint answered; a stream came to its end. */
    OK,
    /** The endpoint or its chain refused the request (4xx). */
    BUSINESS,
    /** The call failed (5xx). */
    FAULT,
    /** The caller cancelled or disconnected before the end, or the stream was ended because the service stops. */
    CANCELLED;

    private final String label = name().toLowerCase(Locale.ROOT);
    private final Field field = new Field("outcome", label);

    /** Returns the name in logs and metrics: the constant in lower case. */
    public String label() {
        return label;
    }

    /** Returns the outcome as a field of a log line. */
    Field field() {
        return field;
    }

    /**
     * Returns the outcome of a call that ended with this failure. Never throws: a failure that cannot be classified is a fault.
     *
     * @param failure what the call threw, or what its {@code Uni} or {@code Multi} failed with; null for none
     */
    public static Outcome of(@Nullable Throwable failure) {
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
