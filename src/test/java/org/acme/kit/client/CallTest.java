package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.acme.kit.balancing.BalancedInstance;
import org.acme.kit.balancing.Picked;
import org.acme.kit.deadline.Deadline;
import org.acme.kit.error.Unavailable;
import org.acme.kit.stork.Attempts;
import org.junit.jupiter.api.Test;

class CallTest {

    private final AtomicLong now = new AtomicLong(42);
    private final Retries retries = new Retries(20, 1, now::get, new SimpleMeterRegistry());
    private final AtomicBoolean left = new AtomicBoolean(true);
    private final Call call = call(1_000);
    private final BalancedInstance first = Attempts.instance(1);
    private final BalancedInstance second = Attempts.instance(2);

    /** Makes an attempt of which nothing is known. */
    static Attempt attempt() {
        Attempt made = new CallTest().call(1_000).next();
        made.departed();
        return made;
    }

    private Call call(long millis) {
        Deadline deadline = new Deadline(now.get() + TimeUnit.MILLISECONDS.toNanos(millis), now::get);
        return new Call("peers", deadline, retries, (service, tried) -> left.get(), made -> null);
    }

    private static Attempt begin(Call call, BalancedInstance instance) {
        Attempt attempt = call.next();
        attempt.picked("peers", Attempts.at(instance));
        attempt.departed();
        return attempt;
    }

    @Test
    void reportsItsEndToTheInstanceOnce() {
        Attempt attempt = begin(call, first);
        call.answered(attempt);
        call.answered(attempt);
        assertThat(Picked.answered(first)).isOne();
    }

    @Test
    void earnsAFifthOfARetry() {
        long before = retries.of("peers").left();
        for (int count = 0; count < 5; count++) {
            begin(call(1_000), first);
        }
        assertThat(retries.of("peers").left()).isEqualTo(before + 1);
    }

    @Test
    void anAttemptThatATimeOutLeftBehindIsOverWhenTheNextBegins() {
        begin(call, first);

        begin(call, second);

        assertThat(Picked.failed(first)).isOne();
        assertThat(Picked.inFlight(first)).isZero();
        assertThat(Picked.inFlight(second)).isOne();
    }

    @Test
    void isInFlightUntilItEnds() {
        Attempt one = begin(call, first);
        assertThat(Picked.inFlight(first)).isOne();
        call.failed(one, new IOException("reset"));
        assertThat(Picked.inFlight(first)).isZero();
        begin(call, second);
        call.abandon();
        assertThat(Picked.inFlight(second)).isZero();
    }

    @Test
    void nothingIsInFlightWhateverEndsItBetweenTwoSteps() {
        Attempt cancelledBeforeThePick = call.next();
        call.abandon();
        cancelledBeforeThePick.picked("peers", Attempts.at(first));
        assertThat(Picked.inFlight(first)).isZero();

        Call cancelled = call(1_000);
        cancelled.abandon();
        assertThat(cancelled.next()).isNull();

        Call failedElsewhere = call(1_000);
        begin(failedElsewhere, second);
        failedElsewhere.end();
        assertThat(Picked.inFlight(second)).isZero();
    }

    @Test
    void aCallerThatCancelsCountsAgainstNoInstance() {
        begin(call, first);
        call.abandon();
        assertThat(Picked.failed(first)).isZero();
        assertThat(Picked.answered(first)).isZero();
    }

    @Test
    void aCallCutShortByItsDeadlineIsNoVerdict() {
        for (int count = 0; count < 100; count++) {
            Call hasty = call(20);
            begin(hasty, first);
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(20));
            hasty.abandon();
        }
        assertThat(Picked.failed(first)).isZero();
        assertThat(Picked.inFlight(first)).isZero();
    }

    @Test
    void endsWithTheLastFailureAndReportsAll() {
        call.failed(begin(call, first), new ConnectException("refused"));
        WebApplicationException last = answer(502, null);
        assertThat(call.failed(begin(call, second), last)).isSameAs(last);

        assertThat(call.end().reported(last)).isSameAs(last);
        assertThat(last.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("10.0.0.1:8080 ConnectException: refused", "10.0.0.2:8080 answered 502");
    }

    @Test
    void isNotRetriedOverTheBudgetAndPicksNoInstanceForIt() {
        spendTheBudget();
        IOException reset = new IOException("reset");
        call.failed(begin(call, first), reset);

        assertThat(call.next()).isNull();

        assertThat(call.lastFailure())
                .isSameAs(reset)
                .satisfies(stands -> assertThat(new PeerFault().test(stands)).isFalse());
        assertThat(call.end().reported(reset)).isInstanceOf(Unavailable.class).hasCause(reset);
        assertThat(retries.of("peers").refused()).isOne();
    }

    @Test
    void isRetriedOverTheBudgetIfItReachedNoInstance() {
        spendTheBudget();
        Retries.Budget peers = retries.of("peers");
        long before = peers.made();
        call.failed(begin(call, first), new ConnectException("refused"));

        assertThat(call.next()).isNotNull();

        assertThat(peers.made()).isEqualTo(before + 1);
        assertThat(peers.refused()).isZero();
    }

    @Test
    void asksAnotherInstanceWhenOnePushesBackButNoneTwice() {
        call.failed(begin(call, first), answer(429, "7"));
        assertThat(first.isPushingBack()).isTrue();
        WebApplicationException last = answer(503, "7");
        call.failed(begin(call, second), last);
        left.set(false);

        assertThat(call.next()).isNull();

        assertThat(call.end().reported(last)).isInstanceOfSatisfying(Unavailable.class, unavailable -> {
            assertThat(unavailable.retryAfter()).hasSeconds(7);
            assertThat(unavailable.problem().detail()).doesNotContain("10.0.0");
            assertThat(unavailable).hasMessageContaining("no further attempt: every instance pushes back");
            assertThat(unavailable.getSuppressed()).hasSize(2);
        });
        assertThat(retries.of("peers").made()).isOne();
        assertThat(Picked.failed(first)).isZero();
    }

    private void spendTheBudget() {
        while (retries.of("peers").left() > 0) {
            retries.of("peers").tryWithdraw();
        }
    }

    private static WebApplicationException answer(int status, String retryAfter) {
        return new WebApplicationException(
                Response.status(status).header("Retry-After", retryAfter).build());
    }
}
