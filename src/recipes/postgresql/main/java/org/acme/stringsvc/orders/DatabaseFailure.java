package org.acme.stringsvc.orders;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.acme.kit.error.Failure;
import org.acme.kit.error.FailureTranslation;
import org.acme.kit.error.Problem;
import org.jspecify.annotations.Nullable;

/** A failure of the database as callers get it. Any other one than those listed here is a fault of this service, 500. */
record DatabaseFailure(Problem problem, @Nullable Duration retryAfter) implements Failure {

    private static final DatabaseFailure TOO_LATE =
            new DatabaseFailure(Problem.of(504, "The time for this request was up before there was an answer."), null);
    private static final DatabaseFailure AWAY = new DatabaseFailure(
            Problem.of(503, "What this service stores is out of reach just now; ask again soon."),
            Duration.ofSeconds(1));

    /** Classes of PostgreSQL's SQLSTATE: no connection; out of resources; the operator has intervened; the system failed. */
    private static final Set<String> OUT_OF_REACH = Set.of("08", "53", "57", "58");

    private static final String CANCELLED = "57014";
    // Serialization, deadlock, lock; read-only, as a server is that has become a standby.
    private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01", "55P03", "25006");

    // Causes may form a circle.
    private static final int DEEPEST = 16;

    private static @Nullable Failure of(SQLException thrown) {
        @Nullable String state = thrown.getSQLState();
        if (CANCELLED.equals(state)) {
            return TOO_LATE;
        }
        // The pool gives no SQLSTATE when all its connections are in use.
        boolean away = state == null || TRY_AGAIN.contains(state) || OUT_OF_REACH.contains(state.substring(0, 2));
        return away ? AWAY : null;
    }

    /**
     * The translation that the kit asks for each failure, also that of a commit, which has its reasons as suppressed exceptions.
     */
    @ApplicationScoped
    static class Translation implements FailureTranslation {

        @Override
        public @Nullable Failure translate(Throwable thrown) {
            if (thrown instanceof SQLException sql) {
                return of(sql);
            }
            return Stream.of(thrown.getSuppressed())
                    .map(Translation::sqlIn)
                    .filter(Objects::nonNull)
                    .map(DatabaseFailure::of)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        private static @Nullable SQLException sqlIn(@Nullable Throwable suppressed) {
            @Nullable Throwable next = suppressed;
            for (int depth = 0; next != null && depth < DEEPEST; depth++) {
                if (next instanceof SQLException sql) {
                    return sql;
                }
                next = next.getCause();
            }
            return null;
        }
    }
}
