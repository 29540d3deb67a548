package org.acme.kit.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    void passOnWhatEndedBeforeTheSubscriberCame() throws Exception {
        AssertSubscriber<String> caller = AssertSubscriber.create(1);

        EndingStream.open(Multi.createFrom().<String>empty(), new Told(new OpenStreams(VERTX)))
                .subscribe()
                .withSubscriber(caller);

        caller.assertCompleted();
    }

    private record Told(OpenStreams streams, CompletableFuture<String> ended) implements Ending, OpenStreams.Observer {

        Told(OpenStreams streams) {
            this(streams, new CompletableFuture<>());
        }

        @Override
        public void ended(Outcome outcome, @Nullable Throwable failure) {
            ended.complete(outcome.name());
        }

        @Override
        public void opened(EndingStream<?> stream) {
            streams.opened(stream);
        }
    }
}
