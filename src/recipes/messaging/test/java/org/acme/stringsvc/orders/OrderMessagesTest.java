package org.acme.stringsvc.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.acme.kit.work.Work;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

/** What becomes of a message: an order once, a dead letter, or another attempt. */
@QuarkusTest
class OrderMessagesTest {

    private static final String DONE = "acknowledged";
    private static final String DEAD = "dead letter";

    /** Breaks transactions, as a database does that goes away: each order that has an article {@code broken-<n>}, n times. */
    @ApplicationScoped
    static class Breaking {

        static final List<String> IDS = new CopyOnWriteArrayList<>();

        void breakOff(@Observes OrderChanged change) {
            String sku = change.order().items().get(0).sku();
            if (sku.startsWith("broken-")) {
                String id = Work.current().id();
                IDS.add(id);
                if (IDS.stream().filter(id::equals).count() <= Integer.parseInt(sku.substring(7))) {
                    throw new IllegalStateException("The connection is closed");
                }
            }
        }
    }

    @Inject
    @Any
    InMemoryConnector connector;

    @Inject
    FindOrderEndpoint find;

    @Inject
    MeterRegistry meters;

    private final UUID order = UUID.randomUUID();

    @Test
    void placesAnOrderOnceHoweverOftenTheMessageComes() throws Exception {
        assertThat(send(message("m-" + order, "a-1"))).isEqualTo(DONE);
        assertThat(send(message("m-" + order, "a-1"))).isEqualTo(DONE);

        assertThat(find.call(new FindOrder(order)).items()).containsExactly(new OrderItem("a-1", 1));
    }

    @Test
    void makesADeadLetterOfWhatIsRefused() throws Exception {
        send(message("first-" + order, "a-1"));

        assertThat(send(message("second-" + order, "a-1"))).isEqualTo(DEAD);
        assertThat(send(message("third-" + order, ""))).isEqualTo(DEAD);
    }

    @Test
    void makesADeadLetterOfWhatIsMalformedAndCountsIt() throws Exception {
        double before = meters.counter("orders.messages.malformed").count();

        assertThat(send("{\"id\":\"m\",\"order\":")).isEqualTo(DEAD);
        assertThat(send("{\"id\":\"m\",\"order\":null}")).isEqualTo(DEAD);

        assertThat(meters.counter("orders.messages.malformed").count()).isEqualTo(before + 2);
    }

    @Test
    void triesAgainAfterAFaultUnderTheIdOfTheMessage() throws Exception {
        String id = "again-" + order;

        assertThat(send(message(id, "broken-2"))).isEqualTo(DONE);

        assertThat(Breaking.IDS).filteredOn(id::equals).hasSize(3);
    }

    @Test
    void givesUpAfterTheLastRetry() throws Exception {
        String id = "never-" + order;

        assertThat(send(message(id, "broken-99"))).isEqualTo(DEAD);

        assertThat(Breaking.IDS).filteredOn(id::equals).hasSize(4);
    }

    @Test
    void doesNotBeginWhatHasExpired() throws Exception {
        String expired =
                message("late-" + order, "a-1").replace("\"order\"", "\"expires\":\"2020-01-01T00:00:00Z\",\"order\"");

        assertThat(send(expired)).isEqualTo(DEAD);
        assertThat(send(message("later-" + order, "a-1"))).isEqualTo(DONE);
    }

    private String message(String id, String sku) {
        return "{'id':'%s','order':{'id':'%s','items':[{'sku':'%s','quantity':1}]}}"
                .formatted(id, order, sku)
                .replace('\'', '"');
    }

    private String send(String content) throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        connector
                .source(OrderMessages.CHANNEL)
                .send(Message.of(
                        content.getBytes(StandardCharsets.UTF_8), () -> ended(end, DONE), failure -> ended(end, DEAD)));
        return end.get(60, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Void> ended(CompletableFuture<String> end, String how) {
        end.complete(how);
        return CompletableFuture.completedFuture(null);
    }
}
