package org.acme.kit.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.acme.kit.client.ClientEndpoint;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SpentDeadlineTest {

    @ApplicationScoped
    static class Client {

        private final AtomicBoolean called = new AtomicBoolean();

        @ClientEndpoint
        Uni<String> call() {
            return Uni.createFrom().item(() -> "called " + called.getAndSet(true));
        }
    }

    @Inject
    Client client;

    @Inject
    Deadlines deadlines;

    @Inject
    Vertx vertx;

    @Test
    void callsNoPeer() {
        UniAssertSubscriber<String> caller = UniAssertSubscriber.create();

        VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()).runOnContext(request -> {
            deadlines.begin(Duration.ZERO);
            client.call().subscribe().withSubscriber(caller);
        });

        caller.awaitFailure().assertFailedWith(DeadlineExceeded.class);
        assertThat(client.called).isFalse();
    }
}
