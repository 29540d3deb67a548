package org.acme.stringsvc;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.acme.kit.dev.DevNetwork;

/** Starts peers and a DNS server beside the packaged program, which brings none, and points the program at them. */
public class PeersInDns implements QuarkusTestResourceLifecycleManager {

    private final Vertx vertx = Vertx.vertx();
    private DevNetwork network;

    @Override
    public Map<String, String> start() {
        network = new DevNetwork(vertx, List.of(new DevStringPeer(new ObjectMapper())));
        return Map.of(
                "stringsvc.proxy",
                "true",
                "kit.served-by",
                "true",
                "quarkus.stork.peers.service-discovery.servers",
                network.servers());
    }

    @Override
    public void stop() {
        network.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
