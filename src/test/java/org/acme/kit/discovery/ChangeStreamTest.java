package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.instance;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeStreamTest {

    private static final List<DnsInstance> ONE = List.of(instance(1, "192.0.2.1"));
    private static final List<DnsInstance> TWO = List.of(instance(1, "192.0.2.1"), instance(2, "192.0.2.2"));

    private final ChangeStream stream = new ChangeStream();

    @Test
    void saysNothingBeforeAnythingIsKnown() {
        subscribe(10).assertHasNotReceivedAnyItem();
    }

    @Test
    void tellsTheStateAndEachChangeOnce() {
        stream.publish(ONE);
        AssertSubscriber<List<DnsInstance>> subscriber = subscribe(10);

        stream.publish(ONE);
        stream.publish(TWO);
        stream.publish(List.of());

        subscriber.assertItems(ONE, TWO, List.of());
    }

    @Test
    void givesASlowSubscriberTheLastState() {
        AssertSubscriber<List<DnsInstance>> slow = subscribe(0);
        stream.publish(ONE);
        stream.publish(List.of());
        stream.publish(TWO);

        slow.request(1).assertLastItem(TWO);
    }

    @Test
    void forgetsASubscriberThatLeaves() {
        AssertSubscriber<List<DnsInstance>> left = subscribe(10);
        left.cancel();

        stream.publish(ONE);

        left.assertHasNotReceivedAnyItem();
    }

    @Test
    void endsWithTheApplication() {
        AssertSubscriber<List<DnsInstance>> subscriber = subscribe(10);

        stream.complete();

        subscriber.assertCompleted();
    }

    private AssertSubscriber<List<DnsInstance>> subscribe(long request) {
        return stream.changes().subscribe().withSubscriber(AssertSubscriber.create(request));
    }
}
