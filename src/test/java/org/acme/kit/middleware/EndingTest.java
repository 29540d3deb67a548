package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.error.Failure;
import org.acme.kit.error.Problem;
import org.junit.jupiter.api.Test;

class EndingTest {

    private final List<String> told = new ArrayList<>();
    private final UniAssertSubscriber<String> caller = UniAssertSubscriber.create();
    private final Uni<String> closed = Uni.createFrom().publisher(subscriber -> {
        throw new IllegalStateException("closed");
    });

    @Test
    void hearsOfAnAnswer() {
        call(Uni.createFrom().item("x"));

        caller.assertCompleted().assertItem("x");
        assertThat(told).containsExactly("OK null");
    }

    @Test
    void hearsOfAFailure() {
        call(Uni.createFrom().failure(new IllegalStateException("broken")));

        caller.assertFailedWith(IllegalStateException.class, "broken");
        assertThat(told).containsExactly("FAULT java.lang.IllegalStateException: broken");
    }

    /** As a chain of Unis does that is too long for the stack. */
    @Test
    void hearsOfASubscriptionThatThrows() {
        assertThatThrownBy(() -> call(closed)).hasMessage("closed");

        assertThat(told).containsExactly("FAULT java.lang.IllegalStateException: closed");
    }

    @Test
    void cancelsWhatHasBegunOfASubscriptionThatThrows() {
        AtomicInteger cancelled = new AtomicInteger();
        Uni<String> begun = Uni.createFrom().<String>nothing().onCancellation().invoke(cancelled::incrementAndGet);

        assertThatThrownBy(() -> call(Uni.combine().all().unis(begun, closed).with((one, two) -> one)))
                .hasMessage("closed");

        assertThat(cancelled).hasValue(1);
        assertThat(told).containsExactly("FAULT java.lang.IllegalStateException: closed");
    }

    @Test
    void hearsOnceThatTheCallerDisconnects() {
        AtomicInteger cancelled = new AtomicInteger();
        call(Uni.createFrom().<String>nothing().onCancellation().invoke(cancelled::incrementAndGet));

        caller.cancel();
        caller.cancel();

        assertThat(told).containsExactly("CANCELLED null");
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void hearsNoMoreWhenTheCallerDisconnectsAfterTheAnswer() {
        call(Uni.createFrom().item("x"));

        caller.cancel();

        assertThat(told).containsExactly("OK null");
    }

    @Test
    void hearsNoMoreOfWhatComesAfterTheCallerDisconnected() {
        Late answer = new Late();
        call(answer);
        caller.cancel();

        List<Throwable> dropped = new ArrayList<>();
        Infrastructure.setDroppedExceptionHandler(dropped::add);
        try {
            answer.subscriber.onItem("x");
            answer.subscriber.onFailure(new IllegalStateException("broken"));
        } finally {
            Infrastructure.resetDroppedExceptionHandler();
        }

        caller.assertNotTerminated();
        assertThat(told).containsExactly("CANCELLED null");
        assertThat(dropped).singleElement().extracting(Throwable::getMessage).isEqualTo("broken");
    }

    @Test
    void failsTheCallIfItFailsItself() {
        Ending broken = (outcome, failure) -> {
            throw new IllegalStateException("cannot write " + outcome);
        };

        Uni<String> answer = new EndingUni<>(Uni.createFrom().item("x"), broken);
        answer.subscribe().withSubscriber(caller);

        caller.assertFailedWith(IllegalStateException.class, "cannot write OK");
    }

    @Test
    void keepsTheFailureIfItFailsItself() {
        Ending broken = (outcome, failure) -> {
            throw new IllegalStateException("cannot write");
        };

        Uni<String> answer = new EndingUni<>(Uni.createFrom().failure(new IllegalArgumentException("first")), broken);
        answer.subscribe().withSubscriber(caller);

        caller.assertFailedWith(IllegalArgumentException.class, "first");
        assertThat(caller.getFailure()).hasSuppressedException(new IllegalStateException("cannot write"));
    }

    @Test
    void passesOnAFailureThatCannotSayWhatItIs() {
        call(Uni.createFrom().failure(new Nameless()));

        caller.assertFailedWith(Nameless.class);
    }

    private static final class Nameless extends RuntimeException implements Failure {

        @Override
        public Problem problem() {
            throw this;
        }
    }

    private void call(Uni<String> answer) {
        new EndingUni<>(answer, (outcome, failure) -> told.add(outcome + " " + failure))
                .subscribe()
                .withSubscriber(caller);
    }

    /** Answers when the test says so, and though nobody waits any more. */
    private static final class Late extends AbstractUni<String> {

        private UniSubscriber<? super String> subscriber;

        @Override
        public void subscribe(UniSubscriber<? super String> subscriber) {
            this.subscriber = subscriber;
            subscriber.onSubscribe(() -> {});
        }
    }
}
