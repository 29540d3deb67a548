package org.acme.kit.deadline;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import org.acme.kit.error.DeadlineExceeded;

/** Passes one answer on if it comes in time. */
final class TimeLimit<T> {

    private final UniEmitter<? super T> emitter;
    private volatile boolean ended;

    TimeLimit(UniEmitter<? super T> emitter) {
        this.emitter = emitter;
    }

    /** Waits for the answer; by a timer of Vert.x, which leaves the request on its own thread and context. */
    void over(Uni<T> answer, Deadline deadline, Vertx vertx) {
        Cancellable running = answer.subscribe().with(this::answered, this::failed);
        if (ended) {
            return;
        }
        // A timer counts whole milliseconds; one more, so that the time is up when it fires.
        long given = deadline.millis();
        long timer = vertx.setTimer(given + 1, id -> {
            running.cancel();
            emitter.fail(new DeadlineExceeded("The time was up before there was an answer, after " + given + " ms"));
        });
        emitter.onTermination(() -> {
            vertx.cancelTimer(timer);
            running.cancel();
        });
        if (ended) { // meanwhile, on another thread; then nobody calls the above
            vertx.cancelTimer(timer);
        }
    }

    private void answered(T item) {
        ended = true;
        emitter.complete(item);
    }

    private void failed(Throwable failure) {
        ended = true;
        emitter.fail(failure);
    }
}
