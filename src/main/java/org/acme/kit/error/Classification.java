package org.acme.kit.error;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The classification of one failure: whose it is, what the caller is told, and when a retry makes sense. Immutable.
 *
 * <p>Each failure is classified once, however often its classification is needed. A transport translates it: HTTP into a
 * problem document, gRPC into a status, a message consumer into an acknowledgement or its refusal.
 *
 * @param kind whose failure it is
 * @param problem what the caller is told; nothing internal is in it
 * @param retryAfter after what time a retry makes sense, more than zero; null if that is not known
 */
public record Classification(
        Kind kind, Problem problem, @Nullable Duration retryAfter) {

    /** The kind of a failure: whose it is. */
    public enum Kind {
        /** No failure: the exception stands for an answer below 400, such as a redirect. HTTP passes it through. */
        ANSWER,
        /** A refusal, 400 to 499: never retried, opens no circuit. A message is acknowledged. */
        BUSINESS,
        /** A failure of this service or of one that it depends on, 500 to 599. A message is refused. */
        FAULT,
        /** The caller disconnected: nobody reads the answer, and it counts against nobody. Only a transport can detect it. */
        CANCELLED
    }

    /** The classification that a transport gives to a failure that only shows that its caller has disconnected. */
    public static final Classification CANCELLED =
            new Classification(Kind.CANCELLED, Problem.of(400, "The connection broke off."), null);

    /** The classification of an unexpected fault: 500 without details. */
    static final Classification BUG =
            of(500, "Something went wrong here; the request id leads to it in the logs.", null);

    // Each middleware that a failure passes needs its classification, and so does the transport; then nobody.
    private static final AtomicReferenceArray<@Nullable Recent> RECENT = new AtomicReferenceArray<>(64);

    private record Recent(WeakReference<Throwable> failure, Classification classification) {}

    /**
     * Classifies a failure.
     *
     * <p>Never throws: a failure that cannot be classified, for example because its own methods throw, is a fault. Thread-safe.
     *
     * @param thrown the failure; wrappers of the JDK, Mutiny, CDI and Quarkus' cache are unwrapped
     * @return the classification, never null
     */
    public static Classification of(Throwable thrown) {
        try {
            int place = System.identityHashCode(thrown) & RECENT.length() - 1;
            Recent recent = RECENT.get(place);
            if (recent != null && recent.failure.refersTo(thrown)) {
                return recent.classification;
            }
            Classification classification = FailureTable.classify(thrown);
            RECENT.set(place, new Recent(new WeakReference<>(thrown), classification));
            return classification;
        } catch (Throwable unclassifiable) {
            return BUG;
        }
    }

    static Classification of(int status, @Nullable String detail, @Nullable Duration retryAfter) {
        return of(Problem.of(status, detail), retryAfter);
    }

    static Classification of(Problem problem, @Nullable Duration retryAfter) {
        return new Classification(problem.status() < 500 ? Kind.BUSINESS : Kind.FAULT, problem, retryAfter);
    }

    /** Tells whether the answer must say how to authenticate (RFC 9110, section 15.5.2). */
    public boolean needsChallenge() {
        return problem.status() == 401;
    }
}
