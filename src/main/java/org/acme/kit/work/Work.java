package org.acme.kit.work;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import org.acme.kit.http.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * The current unit of work: what its log lines, its trace and its calls to peers have in common. Immutable.
 *
 * @param id the id in every log line and in calls to peers
 * @param origin where the work comes from: {@code request} for HTTP, otherwise the name that it was opened with
 */
public record Work(String id, String origin) {

    static final String ORIGIN = Work.class.getName();

    /** Returns the current unit of work, null where none is open. */
    public static @Nullable Work current() {
        String id = RequestId.current();
        return id == null ? null : new Work(id, currentOrigin());
    }

    private static String currentOrigin() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(ORIGIN, "request") : "request";
    }
}
