package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.kit.discovery.Await;
import org.acme.kit.error.Unavailable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Multi<String> endless =
            Multi.createFrom().<String>nothing().onCancellation().invoke(() -> cancelled.set(true));

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void endWhenTheServiceTurnsNotReady() throws Exception {
        OpenStreams streams = new OpenStreams(VERTX);
        Told told = new Told(streams);
        AssertSubscriber<String> caller = AssertSubscriber.create(1);
        EndingStream.open(endless, told).subscribe().withSubscriber(caller);

        streams.stop(new ShutdownDelayInitiatedEvent());

        caller.assertFailedWith(Unavailable.class);
        assertThat(cancelled).isTrue();
        assertThat(told.ended).isCompletedWithValue("CANCELLED");
    }

    @Test
    void endThoughTheCleanUpOfOneFails() throws Exception {
        OpenStreams streams = new OpenStreams(VERTX);
        Multi<String> broken = Multi.createFrom()
                .emitter(items -> items.onTermination(() -> {
                    throw new IllegalStateException("clean-up");
                }));
        List<Told> told = List.of(new Told(streams), new Told(streams));
        List<AssertSubscriber<String>> callers = List.of(AssertSubscriber.create(1), AssertSubscriber.create(1));
        for (int index = 0; index < 2; index++) {
            EndingStream.open(broken, told.get(index)).subscribe().withSubscriber(callers.get(index));
        }

        streams.stop(new ShutdownDelayInitiatedEvent());

        assertThat(callers).allSatisfy(caller -> caller.assertFailedWith(Unavailable.class));
        assertThat(told).allSatisfy(each -> assertThat(each.ended).isCompletedWithValue("CANCELLED"));
    }

    @Test
    void endAtOnceIfTheyOpenAfterwards() throws Exception {
        OpenStreams streams = new OpenStreams(VERTX);
        streams.stop(new ShutdownDelayInitiatedEvent());
        AssertSubscriber<String> caller = AssertSubscriber.create(1);

        EndingStream.open(endless, new Told(streams)).subscribe().withSubscriber(caller);

        caller.assertFailedWith(Unavailable.class);
    }

    @Test
    void endIfNobodySubscribes() throws Exception {
        Told told = new Told(new OpenStreams(VERTX, 1));

        EndingStream.open(endless, told);

        assertThat(told.ended.get(60, TimeUnit.SECONDS)).isEqualTo("CANCELLED");
        assertThat(cancelled).isTrue();
    }

    @Test
    void endWhenTheirSubscriptionThrows() {
        Told told = new Told(new OpenStreams(VERTX));
        Multi<String> broken = Multi.createFrom().publisher(subscriber -> {
            throw new IllegalStateException("closed");
        });

        assertThatThrownBy(() -> EndingStream.open(broken, told)).hasMessage("closed");

        assertThat(told.ended).isCompletedWithValue("FAULT");
    }

    @Test
    void passOnWhatEndedBeforeTheSubscriberCame() throws Exception {
        AssertSubscriber<String> caller = AssertSubscriber.create(1);

        EndingStream.open(Multi.createFrom().<String>empty(), new Told(new OpenStreams(VERTX)))
                .subscribe()
                .withSubscriber(caller);

        caller.assertCompleted();
    }

    @Test
    void areNotKeptWhenTheyEndDuringTheirSubscription() throws Exception {
        Told told = new Told(new OpenStreams(VERTX));
        EndingStream.open(Multi.createFrom().<String>empty(), told);

        Await.until("forgotten", () -> {
            System.gc();
            return told.opened.get().refersTo(null);
        });
    }

    @Test
    void takeDemandAndCancellationsBeforeTheirWorkHasSubscribed() throws Exception {
        Queue<Runnable> later = new ArrayDeque<>();
        AssertSubscriber<String> caller = AssertSubscriber.create(1);
        EndingStream.open(Multi.createFrom().item("x").runSubscriptionOn(later::add), new Told(new OpenStreams(VERTX)))
                .subscribe()
                .withSubscriber(caller);
        Told told = new Told(new OpenStreams(VERTX));
        EndingStream.open(endless.runSubscriptionOn(later::add), told)
                .subscribe()
                .with(item -> {})
                .cancel();

        while (!later.isEmpty()) {
            later.remove().run();
        }

        caller.assertItems("x").assertCompleted();
        assertThat(told.ended).isCompletedWithValue("CANCELLED");
        assertThat(cancelled).isTrue();
    }

    private record Told(
            OpenStreams streams,
            CompletableFuture<String> ended,
            AtomicReference<WeakReference<EndingStream<?>>> opened)
            implements Ending, OpenStreams.Observer {

        Told(OpenStreams streams) {
            this(streams, new CompletableFuture<>(), new AtomicReference<>());
        }

        @Override
        public void ended(Outcome outcome, @Nullable Throwable failure) {
            ended.complete(outcome.name());
        }

        @Override
        public void opened(EndingStream<?> stream) {
            opened.set(new WeakReference<>(stream));
            streams.opened(stream);
        }
    }
}
