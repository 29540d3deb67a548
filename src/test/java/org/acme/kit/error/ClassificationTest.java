package org.acme.kit.error;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.error.Classification.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever is thrown has one classification. ProblemMapperTest has the table. */
class ClassificationTest {

    static final List<Throwable> UNCLASSIFIABLE = List.of(
            new ConstraintViolationException("no set", null),
            new ConstraintViolationException("empty set", Set.of()),
            new NoMessage(),
            new CompletionException("no message", new NoMessage()),
            new NoCause(),
            cycle(),
            deep(100_000),
            new StackOverflowError(),
            new OutOfMemoryError(),
            new ThreadDeath(),
            new SelfDescribed(null),
            new SelfDescribed(new Problem("about:blank", "No status", 0, null, null, null, null)),
            new SelfDescribed(Problem.of(200, null)),
            new SelfDescribed(Problem.of(600, null)),
            new InterruptedException());

    @ParameterizedTest(name = "{index}")
    @FieldSource("UNCLASSIFIABLE")
    void takesForAFaultWhatCannotBeClassified(Throwable thrown) {
        assertThat(Classification.of(thrown)).isEqualTo(Classification.BUG);
        assertThat(Classification.of(new CompletionException("wrapped", thrown)))
                .isEqualTo(Classification.BUG);
    }

    @Test
    void takesForAFaultWhatIsNull() {
        assertThat(Classification.of(null)).isEqualTo(Classification.BUG);
    }

    @Test
    void tellsRefusalsFromFaults() {
        assertThat(Classification.of(Failing.with("business")).kind()).isEqualTo(Kind.BUSINESS);
        assertThat(Classification.of(Failing.with("unavailable")).kind()).isEqualTo(Kind.FAULT);
        assertThat(Classification.of(Failing.with("unavailable")).retryAfter()).isEqualTo(Duration.ofMillis(6_500));
    }

    @Test
    void takesARedirectForAnAnswer() {
        assertThat(Classification.of(Failing.with("moved")).kind()).isEqualTo(Kind.ANSWER);
        assertThat(Classification.of(new WebApplicationException(
                                Response.temporaryRedirect(URI.create("/x")).build()))
                        .kind())
                .isEqualTo(Kind.ANSWER);
    }

    @Test
    void knowsWhoMustAuthenticate() {
        assertThat(Classification.of(Failing.with("wrapped-unauthorized")).needsChallenge())
                .isTrue();
        assertThat(Classification.of(Failing.with("forbidden")).needsChallenge())
                .isFalse();
    }

    @Test
    void classifiesAFailureOnceWhoeverAsks() {
        SelfDescribed failure = new SelfDescribed(Problem.of(503, null));

        Classification first = Classification.of(failure);

        assertThat(Classification.of(failure)).isSameAs(first);
        assertThat(failure.asked).hasValue(1);
    }

    @Test
    void tellsFailuresApartThatAreEqual() {
        SelfDescribed conflict = new SelfDescribed(Problem.of(409, null));
        SelfDescribed fault = new SelfDescribed(Problem.of(503, null));

        assertThat(Classification.of(conflict).problem().status()).isEqualTo(409);
        assertThat(Classification.of(fault).problem().status()).isEqualTo(503);
    }

    private static Throwable cycle() {
        Circle one = new Circle();
        one.next = new CompletionException("next", one);
        return one;
    }

    private static Throwable deep(int levels) {
        Throwable deep = new CompletionException("innermost", null);
        for (int level = 0; level < levels; level++) {
            deep = new CompletionException("level", deep);
        }
        return deep;
    }

    private static final class NoMessage extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    private static final class NoCause extends CompletionException {
        @Override
        public synchronized Throwable getCause() {
            throw new StackOverflowError();
        }
    }

    private static final class Circle extends CompletionException {

        private transient Throwable next = this;

        @Override
        public synchronized Throwable getCause() {
            return next;
        }
    }

    private static final class SelfDescribed extends RuntimeException implements Failure {

        private final transient @Nullable Problem problem;
        private final AtomicInteger asked = new AtomicInteger();

        SelfDescribed(@Nullable Problem problem) {
            super("x".repeat(3), null, false, false);
            this.problem = problem;
        }

        @Override
        public Problem problem() {
            asked.incrementAndGet();
            return problem;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SelfDescribed;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
