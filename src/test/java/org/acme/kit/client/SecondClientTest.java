package org.acme.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.faulttolerance.api.RetryWhen;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.acme.kit.dev.DevNetwork;
import org.acme.kit.dev.DevPeer;
import org.acme.kit.dev.Symptom;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client of one more service, as the recipes have it: an interface, a few keys, and a peer for tests. */
@QuarkusTest
@TestProfile(NewClients.class)
class SecondClientTest {

    record Price(String sku, long cents) {}

    @ClientEndpoint
    @RegisterRestClient(baseUri = "stork://kit-prices", configKey = "kit-prices")
    interface KitPrices {

        @GET
        @Path("/prices/{sku}")
        @Retry(maxRetries = 2, delay = 1, jitter = 0)
        @RetryWhen(exception = PeerFault.class)
        Uni<Price> price(@PathParam("sku") String sku);
    }

    @ApplicationScoped
    static class KitPricesPeer implements DevPeer {

        static final String NAME = "_http._tcp.kit-prices.test";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public void answer(HttpServerRequest request) {
            String sku = request.path().substring("/prices/".length());
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end("{\"sku\":\"" + sku + "\",\"cents\":250}");
        }
    }

    @Inject
    @RestClient
    KitPrices prices;

    @Inject
    DevNetwork network;

    @AfterEach
    void heal() {
        network.reset();
    }

    @Test
    void findsTheServiceAndCallsIt() {
        assertThat(prices.price("a-1").await().indefinitely()).isEqualTo(new Price("a-1", 250));
    }

    @Test
    void movesOnWhileOneCopyFails() {
        network.has(KitPricesPeer.NAME, 1, Symptom.ANSWERS_503);

        for (int call = 0; call < 6; call++) {
            assertThat(prices.price("a-1").await().indefinitely().cents()).isEqualTo(250);
        }
    }
}
