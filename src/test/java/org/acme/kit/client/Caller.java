package org.acme.kit.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.acme.kit.client.FaultyPeer.Answer;
import org.jboss.logging.MDC;

/** A caller of a client: a kind of thread, and a kind of method. Each call has a request id. */
enum Caller {
    EVENT_LOOP_UNI,
    EVENT_LOOP_STAGE,
    WORKER_UNI,
    WORKER_PLAIN,
    VIRTUAL_UNI,
    VIRTUAL_PLAIN,
    JOB_UNI,
    JOB_STAGE,
    JOB_PLAIN;

    /** Skips a test on a JDK that has no such threads, and says so. */
    void assumePossible() {
        int java = Runtime.version().feature();
        assumeTrue(!name().startsWith("VIRTUAL") || java >= 21, name() + " needs Java 21, this is " + java);
    }

    /** Calls the peer; the result is its answer or the failure of the call. */
    CompletableFuture<Answer> call(FaultyPeer peer, Vertx vertx, String requestId) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Runnable call = () -> {
            MDC.put("requestId", requestId);
            begin(peer, answer);
        };
        Context request = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        switch (name().substring(0, name().indexOf('_'))) {
            case "EVENT" -> request.runOnContext(here -> call.run());
            case "WORKER" ->
                request.executeBlocking(
                        () -> {
                            call.run();
                            return null;
                        },
                        false);
            case "VIRTUAL" -> virtual(call);
            default -> new Thread(call).start();
        }
        return answer;
    }

    private void begin(FaultyPeer peer, CompletableFuture<Answer> answer) {
        Callable<CompletionStage<Answer>> method = name().endsWith("UNI")
                ? () -> peer.uni().subscribeAsCompletionStage()
                : name().endsWith("STAGE") ? peer::stage : () -> CompletableFuture.completedFuture(peer.plain());
        try {
            method.call().whenComplete((item, failure) -> {
                if (failure == null) {
                    answer.complete(item);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (Exception failure) {
            answer.completeExceptionally(failure);
        }
    }

    /** Virtual threads came with Java 21; this is compiled for 17. */
    private static void virtual(Runnable task) {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (ReflectiveOperationException tooOld) {
            throw new IllegalStateException(tooOld);
        }
    }
}
