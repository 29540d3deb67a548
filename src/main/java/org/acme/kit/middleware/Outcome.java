package org.acme.kit.middleware;

import java.util.Locale;
import org.acme.kit.error.Classification;
import org.acme.kit.telemetry.Field;
import org.jspecify.annotations.Nullable;

/** How a call ended. A refusal (4xx) is an answer and not a fault, as Go kit's {@code Failer} has it. */
public enum Outcome {
    /** The endpoint answered; a stream came to its end. */
    OK,
    /** The endpoint, or what surrounds it, refused. */
    BUSINESS,
    /** The call failed. */
    FAULT,
    /** The caller did not wait for the end. */
    CANCELLED;

    private final String label = name().toLowerCase(Locale.ROOT);
    private final Field field = new Field("outcome", label);

    /** Returns the name in logs and metrics. */
    public String label() {
        return label;
    }

    /** Returns the same as a field of a log line. */
    Field field() {
        return field;
    }

    /**
     * Returns how a call ended that threw this, or whose {@code Uni} failed with it. Never throws: a failure that cannot be
     * classified is a fault.
     *
     * @param failure null for none
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
