package org.acme.kit.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.acme.kit.discovery.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // a clock that is about to wrap round
    private final Deadlines deadlines = new Deadlines(Duration.ofSeconds(10), Map.of(), now::get, VERTX);

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Property
    void hopAfterHopLessIsLeftAndNeverMoreThanWasSpent(
            @ForAll @LongRange(min = 0, max = 20_000) long sent,
            @ForAll @LongRange(min = 0, max = 5_000_000_000L) long nanosSpent,
            @ForAll @LongRange(min = 0, max = 5_000_000_000L) long nanosSpentBehind) {
        Deadline first = deadlines.arriving(Duration.ofMillis(sent));
        now.addAndGet(nanosSpent);
        long passedOn = first.millis();
        Deadline second = deadlines.arriving(Duration.ofMillis(passedOn));

        assertThat(passedOn).isLessThanOrEqualTo(Math.max(0, sent - nanosSpent / 1_000_000));
        if (passedOn > 0) {
            assertThat(second.end() - first.end()).as("extended by").isLessThanOrEqualTo(0);
        }
        now.addAndGet(nanosSpentBehind);
        assertThat(second.millis()).isLessThanOrEqualTo(first.millis());
    }

    @Test
    void isSpentWhenLessThanAMillisecondIsLeft() {
        Deadline deadline = deadlines.arriving(Duration.ofMillis(5));
        now.addAndGet(4_000_000);
        assertThat(deadline.isSpent()).isFalse();
        now.addAndGet(1);
        assertThat(deadline.isSpent()).isTrue();
    }

    @Test
    void hasTheDefaultWhereThereIsNoRequest() {
        assertThat(deadlines.current().millis()).isEqualTo(10_000);
    }

    @Test
    void passesAnAnswerOnThatIsThereAtOnce() {
        assertThat(deadlines
                        .bound(Uni.createFrom().item("x"), deadlines.current())
                        .await()
                        .indefinitely())
                .isEqualTo("x");
    }

    @Test
    void refusesToBeginWhatHasNoTimeLeft() {
        Deadline deadline = deadlines.arriving(Duration.ofMillis(1));
        assertThatCode(deadline::requireMillis).doesNotThrowAnyException();
        now.addAndGet(1);
        assertThatThrownBy(deadline::requireMillis).isInstanceOf(DeadlineExceeded.class);
    }

    @Test
    void cancelsWhatIsLate() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Uni<String> never = Uni.createFrom().<String>nothing().onCancellation().invoke(() -> cancelled.set(true));

        assertThatThrownBy(() -> deadlines
                        .bound(never, deadlines.arriving(Duration.ofMillis(20)))
                        .await()
                        .atMost(Await.PATIENCE))
                .isInstanceOf(DeadlineExceeded.class)
                .hasMessageContaining("20 ms");
        assertThat(cancelled).isTrue();
    }

    @Test
    void failsInTimeThoughTheCleanUpOfTheAnswerFails() {
        Uni<String> broken = Uni.createFrom()
                .emitter(answer -> answer.onTermination(() -> {
                    throw new IllegalStateException("clean-up");
                }));

        assertThatThrownBy(() -> deadlines
                        .bound(broken, deadlines.arriving(Duration.ofMillis(20)))
                        .await()
                        .atMost(Await.PATIENCE))
                .isInstanceOf(DeadlineExceeded.class);
    }

    @Test
    void failsInTimeThoughTheAnswerWaitsForAThreadToBeginOn() {
        Uni<String> waiting = Uni.createFrom().item("x").runSubscriptionOn(queue -> {});

        assertThatThrownBy(() -> deadlines
                        .bound(waiting, deadlines.arriving(Duration.ofMillis(20)))
                        .await()
                        .atMost(Await.PATIENCE))
                .isInstanceOf(DeadlineExceeded.class);
    }

    @Test
    void passesAnAnswerOnToAWorkerThatWaitsForIt() {
        Uni<String> afar = Uni.createFrom().emitter(answer -> new Thread(() -> answer.complete("x")).start());

        assertThat(onAWorker(
                        () -> deadlines.bound(afar, deadlines.current()).await().atMost(Await.PATIENCE)))
                .isEqualTo("x");
    }

    private static String onAWorker(Supplier<String> work) {
        CompletableFuture<String> done = new CompletableFuture<>();
        Verticle worker = new AbstractVerticle() {
            @Override
            public void start() {
                done.complete(work.get());
            }
        };
        VERTX.deployVerticle(worker, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
                .onFailure(done::completeExceptionally);
        return done.join();
    }

    @Test
    void cancelsWhatNobodyWaitsForAnyMore() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Uni<String> never = Uni.createFrom().<String>nothing().onCancellation().invoke(() -> cancelled.set(true));

        deadlines.bound(never, deadlines.current()).subscribe().with(item -> {}).cancel();

        assertThat(cancelled).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0001S", "PT25H"})
    void refusesADefaultThatMakesNoSense(Duration wrong) {
        assertThatThrownBy(() -> new Deadlines(wrong, Map.of(), now::get, VERTX))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("kit.deadline.default is " + wrong + "; allowed: ");
    }
}
