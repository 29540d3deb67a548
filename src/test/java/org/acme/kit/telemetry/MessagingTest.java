package org.acme.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySink;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;
import org.acme.kit.middleware.LogLines;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.junit.jupiter.api.Test;

/** quarkus-messaging clears the contexts that remain: it starts beside the kit's defaults, and its messages reach endpoints. */
@QuarkusTest
class MessagingTest {

    @ServerEndpoint
    static class KitWordEndpoint implements Endpoint<String, Uni<String>> {
        @Override
        public Uni<String> call(String request) {
            return Uni.createFrom().item(request.toUpperCase(Locale.ROOT));
        }
    }

    @ApplicationScoped
    static class Words {

        private final KitWordEndpoint endpoint;

        Words(KitWordEndpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Incoming("kit-words-in")
        @Outgoing("kit-words-out")
        Uni<String> consume(String word) {
            return endpoint.call(word);
        }
    }

    @Inject
    @Any
    InMemoryConnector connector;

    @Test
    void aMessageReachesAnEndpointThroughItsChain() {
        InMemorySink<String> answers = connector.sink("kit-words-out");
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();

        try (LogLines log = new LogLines("endpoint")) {
            connector
                    .source("kit-words-in")
                    .send(Message.of("hello", () -> acknowledged.<Void>completeAsync(() -> null)));
            acknowledged.join();

            assertThat(answers.received().stream().map(Message::getPayload)).isEqualTo(List.of("HELLO"));
            assertThat(log.lines()).hasSize(1).first().asString().contains("kit-word");
        }
    }
}
