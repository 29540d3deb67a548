package org.acme.kit.error;

import org.jspecify.annotations.Nullable;

/**
 * What exceptions of other libraries mean to the callers of a service: a duplicate key or a stale version for one, 409.
 *
 * <p>Each CDI bean of this type is asked for an exception that is no {@link Failure}, and for each of its causes, before the table
 * of the kit is; so a failure of a commit, which no method of the service can catch, is translated too. It must be quick and
 * thread-safe.
 */
@FunctionalInterface
public interface FailureTranslation {

    /**
     * Translates one exception.
     *
     * @param thrown what was thrown, or one of its causes
     * @return what the caller is told, a {@link BusinessFailure} for one; null for what this does not know
     */
    @Nullable
    Failure translate(Throwable thrown);
}
