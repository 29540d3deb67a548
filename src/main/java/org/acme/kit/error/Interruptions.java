package org.acme.kit.error;

import io.smallrye.faulttolerance.api.RateLimitException;
import io.smallrye.mutiny.CompositeException;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** Tells the failures of a call that was not let in or not brought to its end: limits, time-outs, peers out of reach. */
final class Interruptions {

    // As long as a circuit stays open unless told otherwise (MicroProfile Fault Tolerance, @CircuitBreaker.delay).
    private static final Duration CIRCUIT = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(1);

    private Interruptions() {}

    static Failure of(Throwable thrown) {
        if (thrown instanceof RateLimitException limit) {
            long millis = limit.getRetryAfterMillis();
            return Told.that(429, "Too many calls in a row.", millis > 0 ? Duration.ofMillis(millis) : SOON);
        }
        if (thrown instanceof BulkheadException || thrown instanceof RejectedExecutionException) {
            return Told.that(503, "Too many calls are running.", SOON);
        }
        if (thrown instanceof CircuitBreakerOpenException) {
            return Told.that(503, "This fails too often at the moment to be tried again.", CIRCUIT);
        }
        if (isTimeout(thrown)) {
            return Told.that(504, "This service, or one that it depends on, did not answer in time.");
        }
        if (thrown instanceof ProcessingException call) {
            return ofClient(call);
        }
        return isWrapper(thrown) && thrown.getCause() != null ? Failures.of(thrown.getCause()) : Failures.bug();
    }

    /** What the REST client throws if there is no answer: what stopped it is its cause. */
    private static Failure ofClient(ProcessingException call) {
        Throwable cause = call.getCause();
        if (cause instanceof Failure failure) {
            return failure;
        }
        return cause instanceof IOException
                ? Told.that(503, "A service that this one depends on cannot be reached.", SOON)
                : Failures.bug();
    }

    /** Mutiny, MicroProfile and the JDK have one each, and no type in common. */
    private static boolean isTimeout(Throwable thrown) {
        return thrown instanceof TimeoutException
                || thrown instanceof io.smallrye.mutiny.TimeoutException
                || thrown instanceof org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
    }

    static boolean isWrapper(Throwable thrown) {
        return thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || thrown instanceof UndeclaredThrowableException
                || thrown instanceof CompositeException;
    }
}
