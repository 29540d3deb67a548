package org.acme.kit.discovery;

import static org.acme.kit.discovery.Examples.found;
import static org.acme.kit.discovery.Examples.instance;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesStreamTest {

    private static final List<DnsInstance> ONE = List.of(instance(1, "192.0.2.1"));
    private static final List<DnsInstance> TWO = List.of(instance(1, "192.0.2.1"), instance(2, "192.0.2.2"));

    private final Changes changes = new Changes(Examples.settings());
    private Snapshot last = Snapshot.NONE;

    @Test
    void saysNothingBeforeAnythingIsKnown() {
        subscribe(10).assertHasNotReceivedAnyItem();
    }

    @Test
    void tellsTheStateAndEachChangeOnce() {
        publish(ONE);
        AssertSubscriber<List<DnsInstance>> subscriber = subscribe(10);

        publish(ONE);
        publish(TWO);
        publish(List.of());

        subscriber.assertItems(ONE, TWO, List.of());
    }

    @Test
    void givesASlowSubscriberTheLastState() {
        AssertSubscriber<List<DnsInstance>> slow = subscribe(0);
        publish(ONE);
        publish(List.of());
        publish(TWO);

        slow.request(1).assertLastItem(TWO);
    }

    @Test
    void forgetsASubscriberThatLeaves() {
        AssertSubscriber<List<DnsInstance>> left = subscribe(10);
        left.cancel();

        publish(ONE);

        left.assertHasNotReceivedAnyItem();
    }

    @Test
    void endsWithTheApplication() {
        AssertSubscriber<List<DnsInstance>> subscriber = subscribe(10);

        changes.complete();

        subscriber.assertCompleted();
    }

    private void publish(List<DnsInstance> instances) {
        Snapshot next = last.answered(found(), instances, Duration.ZERO, Duration.ZERO);
        changes.publish(last, next);
        last = next;
    }

    private AssertSubscriber<List<DnsInstance>> subscribe(long request) {
        return changes.stream().subscribe().withSubscriber(AssertSubscriber.create(request));
    }
}
