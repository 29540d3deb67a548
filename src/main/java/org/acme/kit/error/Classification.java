package org.acme.kit.error;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The judgement of one failure: whose it is, what the caller is told, and when asking again makes sense.
 *
 * <p>Each failure is classified once, however often it is asked for. A transport translates the classification: HTTP into a
 * problem document, gRPC into a status, a message consumer into an acknowledgement or its refusal.
 *
 * @param kind whose failure it is
 * @param problem what the caller is told; nothing internal is in it
 * @param retryAfter when asking again makes sense, more than zero; null if that is not known
 */
public record Classification(
        Kind kind, Problem problem, @Nullable Duration retryAfter) {

    /** Whose failure it is. */
    public enum Kind {
        /** No failure: the exception stands for an answer below 400, a redirect for one. HTTP passes it through. */
        ANSWER,
        /** A refusal, 400 to 499: never retried, opens no circuit. A message is acknowledged. */
        BUSINESS,
        /** A failure of this service or of one behind it, 500 to 599. A message is refused. */
        FAULT,
        /** The caller disconnected: nobody reads the answer, and it counts against nobody. Only a transport can tell. */
        CANCELLED
    }

    /** What a transport makes of a failure that only says that its caller has disconnected. */
    public static final Classification CANCELLED =
            new Classification(Kind.CANCELLED, Problem.of(400, "The connection broke off."), null);

    /** A fault that nobody expected: 500, and no more than that. */
    static final Classification BUG =
            of(500, "Something went wrong here; the request id leads to it in the logs.", null);

    // A failure is asked for by each middleware that it passes, and by the transport; then never again.
    private static final AtomicReferenceArray<@Nullable Recent> RECENT = new AtomicReferenceArray<>(64);

    private record Recent(WeakReference<Throwable> failure, Classification classification) {}

    /**
     * Classifies a failure.
     *
     * <p>Never throws, and never returns null: what cannot be classified, because its own methods throw for one, is a fault. Any
     * thread may ask.
     *
     * @param thrown the failure; wrappers of the JDK, Mutiny and CDI are looked through
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
