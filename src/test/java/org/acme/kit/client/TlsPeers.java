package org.acme.kit.client;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.acme.kit.dev.EmbeddedDns;
import org.acme.kit.dns.SocketAddresses;

/** Starts two TLS peers under the name peer.test: one has its certificate, one that of another name and of the address. */
public class TlsPeers implements QuarkusTestResourceLifecycleManager {

    private static final String PASSWORD = "changeit";
    private static final String ZONE = """
            $ORIGIN test.
            $TTL 5
            @    SOA ns hostmaster 1 60 30 3600 2
            @    NS  ns
            ns   A   127.0.0.1
            peer A   127.0.0.1
            _https._tcp.honest   SRV 0 0 %1$d peer
            _https._tcp.impostor SRV 0 0 %2$d peer
            _https._tcp.either   SRV 0 0 %1$d peer
            _https._tcp.either   SRV 0 0 %2$d peer
            wrong A 127.0.0.1
            _https._tcp.alias    SRV 0 0 %1$d wrong
            peer6 AAAA ::1
            _https._tcp.six      SRV 0 0 %3$d peer6
            """;

    private static final Set<HttpConnection> SERVED = ConcurrentHashMap.newKeySet();

    private final Vertx vertx = Vertx.vertx();
    private EmbeddedDns dns;

    @Override
    public Map<String, String> start() {
        try {
            return start(Files.createTempDirectory("tls"));
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Map<String, String> start(Path folder) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        int honest = serve(folder.resolve("honest.p12"), "peer.test", trusted, "127.0.0.1");
        int impostor = serve(folder.resolve("impostor.p12"), "other.test", trusted, "127.0.0.1");
        int six = serve(folder.resolve("six.p12"), "peer6.test", trusted, "::1");
        Path trustStore = folder.resolve("trust.p12");
        try (OutputStream file = Files.newOutputStream(trustStore)) {
            trusted.store(file, PASSWORD.toCharArray());
        }
        dns = new EmbeddedDns(vertx, "test.", ZONE.formatted(honest, impostor, six));
        Map<String, String> config = new HashMap<>(Map.of(
                "quarkus.tls.peers.trust-store.p12.path",
                trustStore.toString(),
                "quarkus.tls.peers.trust-store.p12.password",
                PASSWORD));
        config.putAll(client("honest", "honest"));
        config.putAll(client("impostor", "impostor"));
        config.putAll(client("impostor-http2", "impostor"));
        config.put("quarkus.rest-client.impostor-http2.http2", "true");
        config.putAll(client("alias", "alias"));
        config.putAll(client("six", "six"));
        config.put("quarkus.rest-client.six.http2", "true");
        config.put("quarkus.rest-client.six.follow-redirects", "true");
        config.put("quarkus.rest-client.honest.follow-redirects", "true");
        config.put("quarkus.stork.six.load-balancer.type", "weighted-round-robin");
        return config;
    }

    /** Returns the configuration of a client that finds its peers, {@code honest}, {@code impostor} or {@code either}, in DNS. */
    protected Map<String, String> client(String service, String peers) {
        String discovery = "quarkus.stork." + service + ".service-discovery.";
        String client = "quarkus.rest-client." + service + ".";
        // The first handshake reads keys and trust: on a busy machine that takes more than production's second.
        return Map.of(
                discovery + "type",
                "dnsjava",
                discovery + "name",
                "_https._tcp." + peers + ".test",
                discovery + "servers",
                SocketAddresses.format(dns.address()),
                discovery + "secure",
                "true",
                client + "tls-configuration-name",
                "peers",
                client + "connect-timeout",
                "10000",
                client + "read-timeout",
                "10000");
    }

    /** Serves the name that the client asks for in SNI, as an answer of the example. */
    private int serve(Path keyStore, String name, KeyStore trusted, String address) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int exit = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name + (name.startsWith("other") ? ",ip:" + address : ""),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("keytool made no key for " + name);
        }
        KeyStore made = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
        trusted.setCertificateEntry(name, made.getCertificate(name));
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setSni(true)
                .setPfxKeyCertOptions(
                        new PfxOptions().setPath(keyStore.toString()).setPassword(PASSWORD));
        HttpServer server = vertx.createHttpServer(options).requestHandler(TlsPeers::answer);
        return server.listen(0, address)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    /**
     * Answers; a connection that served a request for the path {@code /once} is closed by the next one. The path {@code /moved}
     * redirects to {@code /}.
     */
    private static void answer(HttpServerRequest request) {
        if (request.path().equals("/moved")) {
            request.response().setStatusCode(307).putHeader("Location", "/").end();
            return;
        }
        if (request.path().equals("/once") && !SERVED.add(request.connection())) {
            // Not gracefully: that would wait for the end of this request.
            ((ConnectionBase) request.connection()).channel().unsafe().closeForcibly();
            return;
        }
        request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Asked-For", String.valueOf(request.authority()))
                .end("{\"v\":\"" + request.connection().indicatedServerName() + "\"}");
    }

    @Override
    public void stop() {
        dns.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
