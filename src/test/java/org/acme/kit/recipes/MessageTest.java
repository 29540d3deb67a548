package org.acme.kit.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.acme.kit.error.BusinessFailure;
import org.acme.kit.error.Classification;
import org.acme.kit.work.Work;
import org.acme.kit.work.Works;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

/** A message is a unit of work: its id is in the logs, a refusal is acknowledged, a fault comes again. */
@QuarkusTest
class MessageTest {

    record Ship(String id, String order) {}

    @ServerEndpoint
    static class KitShipEndpoint implements Endpoint<Ship, Uni<String>> {

        static final List<String> IDS = new CopyOnWriteArrayList<>();

        @Override
        public Uni<String> call(Ship request) {
            IDS.add(Work.current().id());
            return switch (request.order()) {
                case "gone" -> Uni.createFrom().failure(new BusinessFailure("gone", "Gone", 409, "It has gone."));
                case "broken" -> Uni.createFrom().failure(new IllegalStateException("out of boxes"));
                default -> Uni.createFrom().item("shipped");
            };
        }
    }

    @ApplicationScoped
    static class Consumer {

        private final KitShipEndpoint ship;
        private final Works works;

        Consumer(KitShipEndpoint ship, Works works) {
            this.ship = ship;
            this.works = works;
        }

        @Incoming("kit-ships-in")
        Uni<Void> consume(Message<Ship> message) {
            Ship request = message.getPayload();
            return works.open("kit-ships-in")
                    .id(request.id())
                    .start(() -> ship.call(request))
                    .onItemOrFailure()
                    .transformToUni((shipped, failure) ->
                            Uni.createFrom().completionStage(isDone(failure) ? message.ack() : message.nack(failure)));
        }

        private static boolean isDone(Throwable failure) {
            return failure == null || Classification.of(failure).kind() == Classification.Kind.BUSINESS;
        }
    }

    @Inject
    @Any
    InMemoryConnector connector;

    @Test
    void isAcknowledgedOrComesAgain() throws Exception {
        assertThat(send("m1", "book")).isEqualTo("acknowledged");
        assertThat(send("m2", "gone")).isEqualTo("acknowledged");
        assertThat(send("m3", "broken")).isEqualTo("refused");
        assertThat(KitShipEndpoint.IDS).containsExactly("m1", "m2", "m3");
    }

    private String send(String id, String order) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        connector
                .source("kit-ships-in")
                .send(Message.of(
                        new Ship(id, order), () -> done(answer, "acknowledged"), failure -> done(answer, "refused")));
        return answer.get(60, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Void> done(CompletableFuture<String> answer, String how) {
        answer.complete(how);
        return CompletableFuture.completedFuture(null);
    }
}
