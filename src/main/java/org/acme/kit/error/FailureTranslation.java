package org.acme.kit.error;

import org.jspecify.annotations.Nullable;

/**
 * A translation of exceptions of libraries into failures of the service: a duplicate key or a stale version into 409, say.
 *
 * <p>The kit calls each CDI bean of this type for an exception that is no {@link Failure}, and for each of its causes, before it
 * looks into its own table. So a failure of a commit, which no method of the service can catch, is translated too. A translation
 * must be fast and thread-safe. If it throws, the failure is an unexpected fault, 500.
 */
@FunctionalInterface
public interface FailureTranslation {

    /**
     * Translates one exception.
     *
     * @param thrown what was thrown, or one of its causes
     * @return the failure for the caller, for example a {@link BusinessFailure}; null if this does not translate the exception
     */
    @Nullable
    Failure translate(Throwable thrown);
}
