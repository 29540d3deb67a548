package org.acme.kit.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is what the caller is told of an exception that cannot say it itself. */
record Told(Problem problem, @Nullable Duration retryAfter) implements Failure {

    static Told that(int status, @Nullable String detail) {
        return new Told(Problem.of(status, detail), null);
    }

    static Told that(int status, String detail, Duration retryAfter) {
        return new Told(Problem.of(status, detail), retryAfter);
    }
}
