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
import java.util.concurrent.atomic.AtomicReference;
import org.acme.kit.dns.NameserverSource;
import org.acme.kit.dns.Nameservers;
import org.acme.kit.dns.SocketAddresses;
import org.jboss.logging.Logger;

/**
 * Three copies of each {@link DevPeer} and a DNS server that has them. Discovery asks it instead of the host's.
 *
 * <p>A test injects it and gives a copy a {@link Symptom}: so it sees how a client takes a peer that fails. A test of the packaged
 * program, which has no such bean, makes one in a test resource and sets {@code servers}. Safe for all threads.
 */
@IfBuildProfile(anyOf = {"dev", "test"})
@ApplicationScoped
@Startup // on the main thread, or that of discovery if a job calls early: starting waits for sockets, which an event
// loop must not
public class DevNetwork implements NameserverSource, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DevNetwork.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final int COPIES = 3;
    private static final String ZONE_HEAD = """
            $ORIGIN test.
            $TTL 5
            @   SOA ns hostmaster 1 60 30 3600 2
            @   NS  ns
            ns  A   127.0.0.1
            """;

    /** One copy of a peer. */
    private record Copy(DevPeer peer, HttpServer server, AtomicReference<Symptom> symptom) {

        static Copy start(Vertx vertx, DevPeer peer) {
            AtomicReference<Symptom> symptom = new AtomicReference<>(Symptom.NONE);
            HttpServer server = vertx.createHttpServer().requestHandler(request -> {
                peer.asked(request);
                symptom.get().answer(request, peer);
            });
            server.listen(0, LOOPBACK).toCompletionStage().toCompletableFuture().join();
            return new Copy(peer, server, symptom);
        }
    }

    private final List<Copy> copies = new ArrayList<>();
    private final EmbeddedDns dns;

    /** Starts the peers and the DNS server on free ports of the loopback interface. */
    public DevNetwork(Vertx vertx, @All List<DevPeer> peers) {
        StringBuilder zone = new StringBuilder(ZONE_HEAD);
        for (DevPeer peer : peers) {
            for (int copy = 0; copy < COPIES; copy++) {
                Copy started = Copy.start(vertx, peer);
                copies.add(started);
                String host = "peer" + copies.size();
                zone.append(peer.name() + ". SRV 10 10 " + started.server.actualPort() + " " + host + "\n");
                zone.append(host + " A " + LOOPBACK + "\n");
            }
        }
        dns = new EmbeddedDns(vertx, "test.", zone.toString());
        LOG.infof("DNS server on %s knows %d peers", SocketAddresses.format(dns.address()), copies.size());
    }

    @Override
    public Nameservers current() {
        return Nameservers.of(List.of(dns.address()));
    }

    EmbeddedDns dns() {
        return dns;
    }

    /** Returns the address of the DNS server, as the key {@code servers} of a service's discovery takes it. */
    public String servers() {
        return SocketAddresses.format(dns.address());
    }

    /** Returns the addresses of the copies of a peer, {@code 127.0.0.1:37387}, in their order. */
    public List<String> addresses(String name) {
        return copiesOf(name).stream()
                .map(copy -> LOOPBACK + ":" + copy.server.actualPort())
                .toList();
    }

    /**
     * Gives one copy of a peer a symptom, from the next request on.
     *
     * @param name the name of the peer, see {@link DevPeer#name}
     * @param copy 0, 1 or 2
     */
    public void has(String name, int copy, Symptom symptom) {
        copiesOf(name).get(copy).symptom.set(symptom);
    }

    /** Gives all copies of a peer a symptom; {@link Symptom#NONE} heals them. */
    public void allHave(String name, Symptom symptom) {
        copiesOf(name).forEach(copy -> copy.symptom.set(symptom));
    }

    @Override
    @PreDestroy
    public void close() {
        dns.close();
        copies.forEach(copy -> copy.server.close());
    }

    private List<Copy> copiesOf(String name) {
        List<Copy> found =
                copies.stream().filter(copy -> copy.peer.name().equals(name)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No peer is called '" + name + "'; there are "
                    + copies.stream().map(copy -> copy.peer.name()).distinct().toList());
        }
        return found;
    }
}
