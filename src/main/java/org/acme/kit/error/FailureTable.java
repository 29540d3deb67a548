package org.acme.kit.error;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.faulttolerance.api.RateLimitException;
import io.smallrye.mutiny.CompositeException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.acme.kit.error.Classification.Kind;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.resteasy.reactive.ClientWebApplicationException;
import org.jspecify.annotations.Nullable;

/**
 * The table of the error contract: the classification of each exception. Exceptions of the kit and of a service define their own
 * ({@link Failure}); the table has those of the libraries. An exception in neither is a fault of this service.
 */
@Singleton
final class FailureTable {

    // A bound, because causes may form a cycle.
    private static final int DEEPEST = 32;
    // How long a circuit stays open by default (MicroProfile Fault Tolerance, @CircuitBreaker.delay).
    private static final Duration CIRCUIT = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(1);
    // Static, because failures are classified where no bean can be injected. Set once, when the service starts.
    private static volatile List<FailureTranslation> translations = List.of();

    FailureTable() {}

    static void start(@Observes StartupEvent start, @Any Instance<FailureTranslation> ofTheService) {
        translations = ofTheService.stream().toList();
        // Loads the classes now: the first failure may be a stack overflow, which leaves no room for loading.
        Classification.of(new BusinessFailure("started", "Started", 400, "Started"));
    }

    /** Classifies a failure; throws what the methods of the exception throw. */
    static Classification classify(Throwable thrown) {
        @Nullable Throwable next = thrown;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            Classification known = ofOne(next);
            if (known != null) {
                return known;
            }
            next = isWrapper(next) ? next.getCause() : null;
        }
        return Classification.BUG;
    }

    private static @Nullable Classification ofOne(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return ofFailure(failure);
        }
        Classification translated = translate(thrown);
        if (translated != null) {
            return translated;
        }
        if (thrown instanceof WebApplicationException http) {
            return ofHttp(http);
        }
        if (thrown instanceof ConstraintViolationException broken) {
            return ofValidation(broken);
        }
        Classification security = ofSecurity(thrown);
        return security != null ? security : ofCall(thrown);
    }

    private static @Nullable Classification translate(Throwable thrown) {
        @Nullable Throwable next = translations.isEmpty() ? null : thrown;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            for (FailureTranslation translation : translations) {
                Failure failure = translation.translate(next);
                if (failure != null) {
                    return ofFailure(failure);
                }
            }
            next = next.getCause();
        }
        return null;
    }

    private static Classification ofFailure(Failure failure) {
        Problem problem = failure.problem();
        boolean isError = problem.status() >= 400 && problem.status() <= 599;
        return isError ? Classification.of(problem, failure.retryAfter()) : Classification.BUG;
    }

    private static Classification ofHttp(WebApplicationException thrown) {
        if (thrown instanceof ClientWebApplicationException) {
            return Classification.of(502, "A service that this one depends on answered with a fault.", null);
        }
        int status = thrown.getResponse().getStatus();
        if (status < 400) {
            return new Classification(Kind.ANSWER, Problem.of(status, null), null);
        }
        if (thrown.getCause() instanceof Failure failure) { // JAX-RS wraps what a parameter converter throws
            return ofFailure(failure);
        }
        return status == 500 ? Classification.BUG : Classification.of(status, null, null);
    }

    /** The caller's failure if the parameters of a resource method break constraints; a fault if inner beans or answers do. */
    private static Classification ofValidation(ConstraintViolationException broken) {
        boolean request = !broken.getConstraintViolations().isEmpty()
                && broken.getConstraintViolations().stream().allMatch(Violation::isOfTheRequest);
        return request ? ofFailure(new InvalidRequest(broken.getConstraintViolations())) : Classification.BUG;
    }

    private static @Nullable Classification ofSecurity(Throwable thrown) {
        if (thrown instanceof AuthenticationRedirectException redirect) {
            return new Classification(Kind.ANSWER, Problem.of(redirect.getCode(), null), null);
        }
        if (thrown instanceof ForbiddenException) {
            return Classification.of(403, null, null);
        }
        boolean unauthenticated = thrown instanceof UnauthorizedException
                || thrown instanceof AuthenticationException
                || thrown instanceof AuthenticationCompletionException;
        return unauthenticated ? ofAuthentication(thrown) : null;
    }

    /** Returns 401; but if what authentication depends on has failed, that fault: the caller's credentials may be good. */
    private static Classification ofAuthentication(Throwable thrown) {
        @Nullable Throwable cause = thrown.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof Failure failure && failure.problem().status() >= 500) {
                return ofFailure(failure);
            }
            cause = cause.getCause();
        }
        return Classification.of(401, null, null);
    }

    /** Classifies the failure of a call that was refused or not completed: limits, time-outs, unreachable peers. */
    private static @Nullable Classification ofCall(Throwable thrown) {
        if (thrown instanceof RateLimitException limit) {
            long millis = limit.getRetryAfterMillis();
            return Classification.of(429, "Too many calls in a row.", millis > 0 ? Duration.ofMillis(millis) : SOON);
        }
        if (thrown instanceof BulkheadException || thrown instanceof RejectedExecutionException) {
            return Classification.of(503, "Too many calls are running.", SOON);
        }
        if (thrown instanceof CircuitBreakerOpenException) {
            return Classification.of(503, "This fails too often at the moment to be tried again.", CIRCUIT);
        }
        if (isTimeout(thrown)) {
            return Classification.of(504, "This service, or one that it depends on, did not answer in time.", null);
        }
        return thrown instanceof ProcessingException call ? ofClient(call) : null;
    }

    /** Classifies, by its cause, what the REST client throws if there is no answer. */
    private static @Nullable Classification ofClient(ProcessingException call) {
        Throwable cause = call.getCause();
        if (cause instanceof Failure failure) {
            return ofFailure(failure);
        }
        if (cause != null && isTimeout(cause)) {
            return ofCall(cause);
        }
        return cause instanceof IOException && !(cause instanceof com.fasterxml.jackson.core.JacksonException)
                ? Classification.of(503, "A service that this one depends on cannot be reached.", SOON)
                : Classification.BUG;
    }

    /** The time-outs of the JDK, Mutiny and MicroProfile have no type in common. */
    private static boolean isTimeout(Throwable thrown) {
        return thrown instanceof TimeoutException
                || thrown instanceof io.smallrye.mutiny.TimeoutException
                || thrown instanceof org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
    }

    private static boolean isWrapper(Throwable thrown) {
        return thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || thrown instanceof UndeclaredThrowableException
                || thrown instanceof InvocationTargetException
                || thrown instanceof CompositeException
                || thrown.getClass().getName().equals("io.quarkus.cache.CacheException"); // not in each program
    }
}
