package org.acme.stringsvc.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
}
