package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.TimeoutException;
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
import org.junit.jupiter.api.Test;

class CallTest {

    private final AtomicLong now = new AtomicLong(42);
    private final Deadline deadline = new Deadline(42 + TimeUnit.SECONDS.toNanos(1), now::get);
    private final Retries retries = new Retries(20, 1, now::get, new SimpleMeterRegistry());
    private final Call call = new Call(deadline, retries).to("peers");
    private final BalancedInstance first = Picked.instance(1);
    private final BalancedInstance second = Picked.instance(2);

    @Test
    void tellsTheInstanceOnceHowItEnded() {
        call.picks(first);
        call.answered();
        call.answered();
        assertThat(Picked.answered(first)).isOne();
    }

    @Test
    void earnsAFifthOfARetry() {
        long before = retries.of("peers").budget();
        for (int count = 0; count < 5; count++) {
            new Call(deadline, retries).to("peers").picks(first);
        }
        assertThat(retries.of("peers").budget()).isEqualTo(before + 1);
    }

    @Test
    void anAttemptThatATimeOutLeftBehindIsOverWhenTheNextBegins() {
        call.picks(first);

        call.picks(second);

        assertThat(Picked.failed(first)).isOne();
        assertThat(Picked.isSilent(first)).isFalse();
        assertThat(Picked.inFlight(first)).isZero();
        assertThat(Picked.inFlight(second)).isOne();
    }

    @Test
    void isInFlightUntilItEnds() {
        call.picks(first);
        assertThat(Picked.inFlight(first)).isOne();
        call.failed(new IOException("reset"));
        assertThat(Picked.inFlight(first)).isZero();
        call.picks(second);
        call.abandon();
        assertThat(Picked.inFlight(second)).isZero();
    }

    @Test
    void aCallerThatHangsUpCountsAgainstNobodyAndStopsTheAttempt() {
        AtomicBoolean stopped = new AtomicBoolean();
        call.picks(first);
        call.runs(() -> stopped.set(true));
        assertThat(call.isOver()).isFalse();

        call.abandon();

        assertThat(stopped).isTrue();
        assertThat(call.isOver()).isTrue();
        assertThat(Picked.failed(first)).isZero();
    }

    @Test
    void anAttemptThatBeginsTooLateIsStoppedAtOnce() {
        AtomicBoolean stopped = new AtomicBoolean();
        call.abandon();
        call.runs(() -> stopped.set(true));
        assertThat(stopped).isTrue();
    }

    @Test
    void anInstanceThatDoesNotAnswerInTheCallersTimeIsSlowButNotGone() {
        for (int count = 0; count < 5; count++) {
            Call hasty = new Call(new Deadline(0, now::get), retries).to("peers");
            hasty.picks(first);
            hasty.abandon();
            Call timedOut = new Call(new Deadline(0, now::get), retries).to("peers");
            timedOut.picks(second);
            timedOut.failed(new TimeoutException());
        }
        assertThat(Picked.failed(first)).isEqualTo(5);
        assertThat(Picked.failed(second)).isEqualTo(5);
        assertThat(Picked.isSilent(first)).isFalse();
        assertThat(Picked.isSilent(second)).isFalse();
    }

    @Test
    void endsWithTheLastFailureAndTellsOfAll() {
        call.picks(first);
        call.failed(new ConnectException("refused"));
        call.picks(second);
        WebApplicationException last = answer(502, null);
        call.failed(last);

        assertThat(FailedCall.of(call, last)).isSameAs(last);
        assertThat(last.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("10.0.0.1:8080 ConnectException: refused", "10.0.0.2:8080 answered 502");
    }

    @Test
    void isNotRetriedOverTheBudget() {
        ServiceRetries peers = retries.of("peers");
        while (peers.budget() > 0) {
            peers.tryRetry();
        }
        IOException reset = new IOException("reset");
        call.picks(first);
        call.failed(reset);

        RetryRefused end = catchRefusal(second);

        assertThat(FailedCall.of(call, end)).isInstanceOf(PeerUnreachable.class).hasCause(reset);
        assertThat(peers.refused()).isOne();
        assertThat(Picked.failed(second)).isZero();
        assertThat(Picked.inFlight(second)).isZero();
    }

    @Test
    void isRetriedOverTheBudgetIfItReachedNobody() {
        ServiceRetries peers = retries.of("peers");
        while (peers.budget() > 0) {
            peers.tryRetry();
        }
        long before = peers.made();
        call.picks(first);
        call.failed(new ConnectException("refused"));

        assertThat(call.picks(second)).isNotNull();

        assertThat(peers.made()).isEqualTo(before + 1);
        assertThat(peers.refused()).isZero();
    }

    @Test
    void asksAnotherInstanceWhenOnePushesBackButNoneTwice() {
        call.picks(first);
        call.failed(answer(429, "7"));
        assertThat(first.isPushingBack()).isTrue();
        call.picks(second);
        call.failed(answer(503, "7"));

        Throwable told = FailedCall.of(call, catchRefusal(first));

        assertThat(told).isInstanceOfSatisfying(Unavailable.class, unavailable -> {
            assertThat(unavailable.retryAfter()).hasSeconds(7);
            assertThat(unavailable.problem().detail()).doesNotContain("10.0.0");
            assertThat(unavailable).hasMessageContaining("no further attempt: every instance pushes back");
            assertThat(unavailable.getSuppressed()).hasSize(2);
        });
        assertThat(retries.of("peers").made()).isOne();
        assertThat(Picked.failed(first)).isZero();
    }

    private RetryRefused catchRefusal(BalancedInstance picked) {
        return catchThrowableOfType(RetryRefused.class, () -> call.picks(picked));
    }

    private static WebApplicationException answer(int status, String retryAfter) {
        return new WebApplicationException(
                Response.status(status).header("Retry-After", retryAfter).build());
    }
}
