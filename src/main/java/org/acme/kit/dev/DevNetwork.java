package org.acme.kit.dev;

import io.quarkus.arc.All;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.acme.kit.dns.NameserverSource;
import org.acme.kit.dns.Nameservers;
import org.acme.kit.dns.SocketAddresses;
import org.jboss.logging.Logger;

/** Brings three copies of each {@link DevPeer} and a DNS server that knows them; discovery asks it instead of the host's. */
@IfBuildProfile(anyOf = {"dev", "test"})
@ApplicationScoped
@Startup // on the main thread: starting waits for sockets, which an event loop must not
public class DevNetwork implements NameserverSource, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DevNetwork.class);
    private static final int COPIES = 3;
    private static final String ZONE_HEAD = """
            $ORIGIN test.
            $TTL 5
            @   SOA ns hostmaster 1 60 30 3600 2
            @   NS  ns
            ns  A   127.0.0.1
            """;

    private final List<HttpServer> peers = new ArrayList<>();
    private final EmbeddedDns dns;

    /** Starts the peers and the DNS server on free ports of the loopback interface. */
    public DevNetwork(Vertx vertx, @All List<DevPeer> kinds) {
        StringBuilder zone = new StringBuilder(ZONE_HEAD);
        for (DevPeer kind : kinds) {
            for (int copy = 1; copy <= COPIES; copy++) {
                HttpServer peer = start(vertx, kind);
                String host = "peer" + peers.size();
                zone.append(kind.name() + ". SRV 10 10 " + peer.actualPort() + " " + host + "\n");
                zone.append(host + " A 127.0.0.1\n");
            }
        }
        dns = new EmbeddedDns(vertx, "test.", zone.toString());
        LOG.infof("DNS server on %s knows %d peers", SocketAddresses.format(dns.address()), peers.size());
    }

    @Override
    public Nameservers current() {
        return Nameservers.of(List.of(dns.address()));
    }

    /** Returns the DNS server. */
    public EmbeddedDns dns() {
        return dns;
    }

    @Override
    @PreDestroy
    public void close() {
        dns.close();
        peers.forEach(HttpServer::close);
    }

    private HttpServer start(Vertx vertx, DevPeer kind) {
        HttpServer peer = vertx.createHttpServer().requestHandler(kind::answer);
        peers.add(peer);
        return peer.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
