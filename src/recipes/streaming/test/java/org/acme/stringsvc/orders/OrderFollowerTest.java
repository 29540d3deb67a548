package org.acme.stringsvc.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.resteasy.reactive.client.SseEvent;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrderFollowerTest {

    @TestHTTPResource
    URI service;

    @Test
    void goesOnFromEventToEvent() throws Exception {
        OrderEventsClient client =
                QuarkusRestClientBuilder.newBuilder().baseUri(service).build(OrderEventsClient.class);
        BlockingQueue<SseEvent<Order>> events = new LinkedBlockingQueue<>();
        var following =
                new OrderFollower(client).after("of-another-run-7").subscribe().with(events::add);

        assertThat(events.poll(60, TimeUnit.SECONDS).name()).isEqualTo("missing");
        UUID id = UUID.randomUUID();
        OrderEventsTest.place(id, 201);
        assertThat(events.poll(60, TimeUnit.SECONDS).data().id()).isEqualTo(id);
        following.cancel();
    }

    @Test
    void connectsAgainHoweverOftenTheStreamBreaksOff() throws Exception {
        OrderEventsClient other =
                QuarkusRestClientBuilder.newBuilder().baseUri(service).build(OrderEventsClient.class);
        AtomicInteger connections = new AtomicInteger();
        OrderEventsClient breaking = last -> connections.incrementAndGet() < 3
                ? Multi.createFrom().failure(new IOException("Connection reset"))
                : other.follow(last);
        BlockingQueue<SseEvent<Order>> events = new LinkedBlockingQueue<>();

        var following = new OrderFollower(breaking)
                .after("of-another-run-7")
                .subscribe()
                .with(events::add);

        assertThat(events.poll(60, TimeUnit.SECONDS)).isNotNull();
        following.cancel();
    }

    @Test
    void connectsAgainWhenTheOtherSideHasVanished() throws Exception {
        OrderEventsClient other =
                QuarkusRestClientBuilder.newBuilder().baseUri(service).build(OrderEventsClient.class);
        AtomicInteger connections = new AtomicInteger();
        // The first connection brings nothing, and does not end either.
        OrderEventsClient vanished =
                last -> connections.incrementAndGet() == 1 ? Multi.createFrom().nothing() : other.follow(last);
        BlockingQueue<SseEvent<Order>> events = new LinkedBlockingQueue<>();

        var following = new OrderFollower(vanished, Duration.ofMillis(200))
                .after("of-another-run-7")
                .subscribe()
                .with(events::add);

        assertThat(events.poll(60, TimeUnit.SECONDS)).isNotNull();
        following.cancel();
    }

    @Test
    void losesNoEventWhenTheStreamBreaksOffBeforeTheFirst() throws Exception {
        OrderEventsClient other =
                QuarkusRestClientBuilder.newBuilder().baseUri(service).build(OrderEventsClient.class);
        UUID meanwhile = UUID.randomUUID();
        AtomicBoolean broken = new AtomicBoolean();
        // The first stream ends with its first comment; then an order is placed.
        OrderEventsClient breaking = last -> broken.getAndSet(true)
                ? other.follow(last)
                : other.follow(last)
                        .select()
                        .first()
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .onCompletion()
                        .invoke(() -> OrderEventsTest.place(meanwhile, 201));
        BlockingQueue<SseEvent<Order>> events = new LinkedBlockingQueue<>();

        var following = new OrderFollower(breaking).after(null).subscribe().with(events::add);

        assertThat(events.poll(60, TimeUnit.SECONDS).data().id()).isEqualTo(meanwhile);
        following.cancel();
    }
}
