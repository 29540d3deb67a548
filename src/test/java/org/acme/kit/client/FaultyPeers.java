package org.acme.kit.client;

import io.netty.channel.ChannelOption;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.kit.dev.EmbeddedDns;
import org.acme.kit.dns.SocketAddresses;

/** Starts three peers that answer with whatever bytes a test wants, and a DNS server that names them. */
public class FaultyPeers implements QuarkusTestResourceLifecycleManager {

    /** What a peer does with a request. */
    enum Symptom {
        NONE("200 OK", "application/json", "{\"v\":\"well\"}"),
        WRONG_TYPE("200 OK", "application/json", "{\"v\":[7]}"),
        ARRAY("200 OK", "application/json", "[]"),
        NO_JSON("200 OK", "application/json", "{\"v\":"),
        BAD_TEXT("200 OK", "application/json", "{\"v\":\"\u00ff\"}"),
        OTHER_MEDIA("200 OK", "application/x-unheard-of", "well"),
        BAD_PROBLEM("404 Not Found", "application/problem+json", "<html>"),
        NO_HTTP("", "", ""),
        NO_END_OF_LINE("", "", ""),
        ANSWERS_421("421 Misdirected Request", "application/problem+json", "{\"status\":421}"),
        ANSWERS_503("503 Service Unavailable", "text/plain", "no"),
        ANSWERS_404("404 Not Found", "text/plain", "no"),
        PUSHES_BACK("503 Service Unavailable\r\nRetry-After: 2", "text/plain", "later"),
        CLOSES("", "", ""),
        CLOSES_REUSED("", "", ""),
        RESETS("", "", ""),
        RESETS_IDLE("", "", ""),
        REDIRECTS("", "", ""),
        SLOW("", "", ""),
        STOPS("200 OK", "application/json", "{\"v\":"),
        HANGS("", "", "");

        private final String status;
        private final String media;
        private final String body;

        Symptom(String status, String media, String body) {
            this.status = status;
            this.media = media;
            this.body = body;
        }

        private Buffer answer() {
            byte[] octets = body.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            return Buffer.buffer("HTTP/1.1 " + status + "\r\nContent-Type: " + media + "\r\nContent-Length: "
                            + (this == STOPS ? 5_000 : octets.length) + "\r\n\r\n")
                    .appendBytes(octets);
        }
    }

    private static final List<String> TWO_FAMILIES = List.of("families", "crowd");
    static final List<Symptom> SYMPTOMS = new CopyOnWriteArrayList<>(List.of(Symptom.NONE, Symptom.NONE, Symptom.NONE));

    /** The head of each request, in the order in which they came. */
    static final Queue<String> REQUESTS = new ConcurrentLinkedQueue<>();

    /** How many connections were reset. */
    static final AtomicInteger RESETS = new AtomicInteger();

    /** How long DNS takes for each question about the service {@code first}. */
    static final Duration DNS_TAKES = Duration.ofMillis(500);

    private static volatile Buffer redirect = Buffer.buffer();

    private final Vertx vertx = Vertx.vertx();
    private EmbeddedDns dns;

    /** Sets where peers redirect requests for {@code /} to. */
    static void redirectTo(String location) {
        redirect = Buffer.buffer("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
    }

    static void onlyOneHas(Symptom symptom, int peer) {
        for (int index = 0; index < SYMPTOMS.size(); index++) {
            SYMPTOMS.set(index, index == peer ? symptom : Symptom.NONE);
        }
    }

    static void allHave(Symptom symptom) {
        SYMPTOMS.replaceAll(before -> symptom);
    }

    @Override
    public Map<String, String> start() {
        StringBuilder zone = new StringBuilder("""
                $ORIGIN test.
                $TTL 5
                @   SOA ns hostmaster 1 60 30 3600 2
                @   NS  ns
                ns  A   127.0.0.1
                """);
        int port = 0;
        for (int index = 0; index < SYMPTOMS.size(); index++) {
            port = listen(index);
            zone.append("_http._tcp.faulty SRV 10 10 %d peer%d%npeer%d A 127.0.0.1%n".formatted(port, index, index));
        }
        // One instance with two addresses, of which only that of IPv6 has anybody behind it.
        zone.append("both A 127.0.0.1%nboth AAAA ::1%n".formatted());
        for (String service : TWO_FAMILIES) {
            NetServer six = vertx.createNetServer().connectHandler(socket -> serve(socket, 0));
            int port6 = six.listen(0, "::1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
            zone.append("_http._tcp.%s SRV 10 10 %d both%n".formatted(service, port6));
        }
        dns = new EmbeddedDns(vertx, "test.", zone.toString());
        Map<String, String> config = new HashMap<>();
        for (String service : TWO_FAMILIES) {
            discover(service, service, SocketAddresses.format(dns.address()), config);
            config.put("quarkus.stork." + service + ".load-balancer.type", "weighted-random");
            config.put("quarkus.rest-client." + service + ".read-timeout", "600000");
        }
        // As faulty, but DNS takes its time, and only the first call asks it.
        discover("first", "faulty", "127.0.0.1:" + SlowDns.before(dns.address(), DNS_TAKES, vertx), config);
        config.put("quarkus.stork.first.service-discovery.at-start", "false");
        config.put("quarkus.stork.first.service-discovery.first-wait", "20s");
        config.put("quarkus.rest-client.first.read-timeout", "600000");
        discover("faulty", "faulty", SocketAddresses.format(dns.address()), config);
        config.put("quarkus.stork.faulty.load-balancer.type", "weighted-round-robin");
        config.put("quarkus.stork.faulty.load-balancer.rest", "50ms");
        config.put("quarkus.stork.faulty.load-balancer.max-rest", "50ms");
        config.put("quarkus.rest-client.faulty.read-timeout", "400");
        config.put("quarkus.rest-client.queued.read-timeout", "1000");
        config.put("quarkus.rest-client.queued.connection-pool-size", "1");
        config.put("quarkus.rest-client.filtered.read-timeout", "400");
        config.put("quarkus.rest-client.redirected.follow-redirects", "true");
        config.put("quarkus.rest-client.large.read-timeout", "600000");
        config.put("quarkus.rest-client.fixed.url", "http://127.0.0.1:" + port);
        config.put("quarkus.rest-client.fixed.read-timeout", "400");
        config.put("quarkus.rest-client.secret.url", "http://me:confidential@127.0.0.1:" + port);
        config.put("quarkus.rest-client.secret.read-timeout", "400");
        return config;
    }

    private static void discover(String service, String name, String servers, Map<String, String> config) {
        String discovery = "quarkus.stork." + service + ".service-discovery.";
        config.put(discovery + "type", "dnsjava");
        config.put(discovery + "name", "_http._tcp." + name + ".test");
        config.put(discovery + "servers", servers);
    }

    private int listen(int index) {
        NetServer server = vertx.createNetServer().connectHandler(socket -> serve(socket, index));
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static void serve(NetSocket socket, int index) {
        StringBuilder head = new StringBuilder();
        boolean[] reused = {false};
        socket.exceptionHandler(reset -> {});
        socket.handler(part -> {
            head.append(part.toString());
            if (head.indexOf("\r\n\r\n") < 0) {
                return;
            }
            String request = head.toString();
            REQUESTS.add(request);
            head.setLength(0);
            Symptom symptom = SYMPTOMS.get(index);
            switch (symptom) {
                case HANGS -> {
                    // Nothing ever comes.
                }
                case SLOW -> Vertx.currentContext().owner().setTimer(150, id -> socket.write(Symptom.NONE.answer()));
                case CLOSES -> socket.close();
                case RESETS -> reset(socket);
                case REDIRECTS -> socket.write(request.startsWith("GET / ") ? redirect : Symptom.NONE.answer());
                case RESETS_IDLE -> {
                    socket.write(Symptom.NONE.answer());
                    Vertx.currentContext().owner().setTimer(50, id -> reset(socket));
                }
                case NO_HTTP -> socket.end(Buffer.buffer("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
                case NO_END_OF_LINE -> socket.end(Buffer.buffer("HTTP/1.1 200 " + "x".repeat(100_000)));
                case CLOSES_REUSED -> {
                    if (reused[0]) {
                        socket.close();
                    } else {
                        socket.write(Symptom.NONE.answer());
                    }
                }
                default -> socket.write(symptom.answer());
            }
            reused[0] = true;
        });
    }

    private static void reset(NetSocket socket) {
        ((ConnectionBase) socket).channel().config().setOption(ChannelOption.SO_LINGER, 0);
        socket.close().onComplete(closed -> RESETS.incrementAndGet());
    }

    @Override
    public void stop() {
        dns.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
