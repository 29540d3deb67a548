package org.acme.kit.dev;

import io.quarkus.arc.All;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.acme.kit.dev.PeerCopy.SrvRank;
import org.acme.kit.dns.Nameservers;
import org.acme.kit.dns.SocketAddresses;
import org.jboss.logging.Logger;

/**
 * Three copies of each {@link DevPeer} and a DNS server that lists them. Discovery asks this server instead of the host's.
 *
 * <p>A test injects it and gives a copy a {@link Symptom}, to see how a client handles a peer that fails. {@link #reset} heals
 * all. A test of the packaged program, which has no such bean, makes one in a test resource and sets {@code servers}. The
 * laboratory of the console in dev mode uses the same switches.
 *
 * <p>Thread-safe. Some methods wait for sockets: call none on an event loop. Clients see a change in DNS when the TTL of their
 * answer, five seconds, is over. An unknown peer name or copy number is an {@link IllegalArgumentException}.
 *
 * <p>It starts on the main thread, or on that of discovery if a job calls early: starting waits for sockets, which an event loop
 * must not do.
 */
@IfBuildProfile(anyOf = {"dev", "test"})
@ApplicationScoped
@Startup
public class DevNetwork implements Nameservers.Source, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DevNetwork.class);
    private static final String ORIGIN = "test.";
    private static final int COPIES = 3;
    private static final String ZONE_HEAD = """
            $ORIGIN test.
            $TTL 5
            @   SOA ns hostmaster 1 60 30 3600 2
            @   NS  ns
            ns  A   127.0.0.1
            """;

    private final Vertx vertx;
    private final List<DevPeer> peers;
    private final List<PeerCopy> copies = new CopyOnWriteArrayList<>();
    private final EmbeddedDns dns;

    /** Starts the peers and the DNS server on free ports of the loopback interface. */
    public DevNetwork(Vertx vertx, @All List<DevPeer> peers) {
        this.vertx = vertx;
        this.peers = List.copyOf(peers);
        for (DevPeer peer : peers) {
            for (int copy = 0; copy < COPIES; copy++) {
                copies.add(new PeerCopy(vertx, peer));
            }
        }
        dns = new EmbeddedDns(vertx, ORIGIN, zone());
        LOG.infof("DNS server on %s knows %d peers", SocketAddresses.format(dns.address()), copies.size());
    }

    @Override
    public Nameservers current() {
        return Nameservers.of(List.of(dns.address()));
    }

    EmbeddedDns dns() {
        return dns;
    }

    List<DevPeer> peers() {
        return peers;
    }

    /** Returns the address of the DNS server, as a value for the key {@code servers} of a service's discovery. */
    public String servers() {
        return SocketAddresses.format(dns.address());
    }

    /** Returns the addresses of all copies of a peer, {@code 127.0.0.1:37387}, in their order, also of those not in DNS. */
    public List<String> addresses(String name) {
        return copiesOf(name).stream().map(PeerCopy::address).toList();
    }

    /**
     * Gives one copy of a peer a symptom, from the next request on.
     *
     * @param name the name of the peer, see {@link DevPeer#name}
     * @param copy 0, 1 or 2, or what {@link #add} returned
     */
    public void has(String name, int copy, Symptom symptom) {
        copy(name, copy).has(symptom);
    }

    /** Gives all copies of a peer a symptom; {@link Symptom#NONE} heals them. */
    public void allHave(String name, Symptom symptom) {
        copiesOf(name).forEach(copy -> copy.has(symptom));
    }

    /** Delays each answer of one copy of a peer, whatever its symptom. Zero heals it. */
    public void answersAfter(String name, int copy, Duration delay) {
        copy(name, copy).answersAfter(delay);
    }

    /** Sets the priority and the weight of one copy of a peer in DNS, each from 0 to 65535; both are 10 at first. */
    public synchronized void ranks(String name, int copy, int priority, int weight) {
        PeerCopy ranked = copy(name, copy);
        ranked.ranks(new SrvRank(ranked.rank().inDns(), priority, weight));
        dns.replace(ORIGIN, zone());
    }

    /** Starts another copy of a peer, adds it to DNS and returns its number. */
    public synchronized int add(String name) {
        List<PeerCopy> before = copiesOf(name);
        copies.add(new PeerCopy(vertx, before.get(0).peer()));
        dns.replace(ORIGIN, zone());
        return before.size();
    }

    /** Removes one copy of a peer from DNS. It still answers clients that know it, like an instance that is being stopped. */
    public synchronized void remove(String name, int copy) {
        PeerCopy removed = copy(name, copy);
        removed.ranks(
                new SrvRank(false, removed.rank().priority(), removed.rank().weight()));
        dns.replace(ORIGIN, zone());
    }

    /** Gives the DNS server a symptom, from the next question on. */
    public void dnsHas(DnsSymptom symptom) {
        dns.has(symptom);
    }

    /** Delays each answer of the DNS server. Zero heals it. */
    public void dnsAnswersAfter(Duration delay) {
        dns.answersAfter(delay);
    }

    /**
     * Restores the start: three copies of each peer in DNS with equal weights, no symptom or delay. Copies that were added stop.
     */
    public synchronized void reset() {
        for (DevPeer peer : peers) {
            List<PeerCopy> all = copiesOf(peer.name());
            all.subList(COPIES, all.size()).forEach(PeerCopy::close);
            copies.removeAll(all.subList(COPIES, all.size()));
            for (PeerCopy copy : all.subList(0, COPIES)) {
                copy.has(Symptom.NONE);
                copy.answersAfter(Duration.ZERO);
                copy.ranks(SrvRank.FIRST);
            }
        }
        dns.has(DnsSymptom.NONE);
        dns.answersAfter(Duration.ZERO);
        dns.replace(ORIGIN, zone());
    }

    @Override
    @PreDestroy
    public void close() {
        dns.close();
        copies.forEach(PeerCopy::close);
    }

    /** Returns the copies of a peer in their order. */
    List<PeerCopy> copiesOf(String name) {
        List<PeerCopy> found =
                copies.stream().filter(copy -> copy.peer().name().equals(name)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No peer is called '" + name + "'; there are "
                    + peers.stream().map(DevPeer::name).toList());
        }
        return found;
    }

    private PeerCopy copy(String name, int copy) {
        List<PeerCopy> all = copiesOf(name);
        if (copy < 0 || copy >= all.size()) {
            throw new IllegalArgumentException(
                    "'" + name + "' has no copy " + copy + "; there are " + all.size() + ", from 0 on");
        }
        return all.get(copy);
    }

    private String zone() {
        StringBuilder zone = new StringBuilder(ZONE_HEAD);
        for (PeerCopy copy : copies) {
            SrvRank rank = copy.rank();
            if (rank.inDns()) {
                String host = "peer" + copy.port();
                zone.append(copy.peer().name() + ". SRV " + rank.priority() + " " + rank.weight() + " ");
                zone.append(copy.port() + " " + host + "\n" + host + " A " + PeerCopy.LOOPBACK + "\n");
            }
        }
        return zone.toString();
    }
}
