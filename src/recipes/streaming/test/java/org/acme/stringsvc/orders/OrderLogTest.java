package org.acme.stringsvc.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderLogTest {

    private final OrderLog log = new OrderLog("run", Runnable::run);

    @Test
    void tellsWhatComesFromNowOn() {
        write(2);
        AssertSubscriber<OrderEvent> reader = read(null, 10);
        write(2);

        assertThat(reader.getItems()).extracting(OrderEvent::id).containsExactly("run-3", "run-4");
    }

    @Test
    void goesOnWhereTheReaderWas() {
        write(5);

        assertThat(read("run-3", 10).getItems()).extracting(OrderEvent::id).containsExactly("run-4", "run-5");
    }

    @Test
    void saysThatEventsAreMissingAfterWhatItDoesNotKnow() {
        write(3);

        for (String unknown : List.of("", "old-1", "run-4", "run-", "run-99999999999999999999")) {
            AssertSubscriber<OrderEvent> reader = read(unknown, 10);
            assertThat(reader.getItems()).containsExactly(new OrderEvent(3, "run-3", null));
            reader.cancel();
        }
    }

    @Test
    void keepsNothingForASlowReader() {
        AssertSubscriber<OrderEvent> slow = read(null, 1);
        write(3_000);
        slow.request(2);
        write(1);

        assertThat(slow.getItems()).extracting(OrderEvent::id).containsExactly("run-1", "run-3000", "run-3001");
        assertThat(slow.getItems().get(1).order()).isNull();
    }

    @Test
    void forgetsAReaderThatLeaves() {
        AssertSubscriber<OrderEvent> reader = read(null, 10);
        reader.cancel();
        write(1);

        assertThat(reader.getItems()).isEmpty();
    }

    private AssertSubscriber<OrderEvent> read(String last, long room) {
        return log.after(last).subscribe().withSubscriber(AssertSubscriber.create(room));
    }

    private void write(int events) {
        for (int event = 0; event < events; event++) {
            log.write(new OrderChanged(new Order(UUID.randomUUID(), List.of(), OrderState.PLACED, 0)));
        }
    }
}
