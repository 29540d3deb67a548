package org.acme.kit.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;

/** A key server that can be stopped, be silent, be hidden by a page, and publish another key. */
public final class KeyHost implements QuarkusTestResourceLifecycleManager {

    static final String ISSUER = "https://issuer.example";

    private final Map<String, KeyPair> keys = new HashMap<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** Bound and never connected: calls are refused, and nobody else gets the port. */
    private final Socket port = new Socket();

    private HttpServer server;

    /** There is no server until the test wants one. */
    @Override
    public Map<String, String> start() {
        try {
            port.setReuseAddress(true);
            port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        return Map.of(
                "mp.jwt.verify.publickey",
                "NONE",
                "mp.jwt.verify.publickey.location",
                location(),
                "mp.jwt.verify.issuer",
                ISSUER,
                "mp.jwt.verify.audiences",
                "keys");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(KeyHost.class));
    }

    String location() {
        return "http://localhost:" + port.getLocalPort() + "/keys";
    }

    String token(String key) {
        return Jwt.issuer(ISSUER)
                .audience("keys")
                .subject("ann")
                .groups("clerk")
                .jws()
                .keyId(key)
                .sign(pair(key).getPrivate());
    }

    void publish(String key) {
        RsaJsonWebKey published = new RsaJsonWebKey(
                (java.security.interfaces.RSAPublicKey) pair(key).getPublic());
        published.setKeyId(key);
        published.setAlgorithm("RS256");
        byte[] text = new JsonWebKeySet(published).toJson().getBytes(UTF_8);
        serve(() -> text);
    }

    void stopAnswering() {
        serve(() -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return new byte[0];
        });
    }

    /** A proxy before the server answers each question with a page. */
    void beHidden() {
        byte[] page = "<p>Come back later.".getBytes(UTF_8);
        serve(() -> page);
    }

    void stopPublishing() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    private void serve(java.util.function.Supplier<byte[]> answer) {
        stopPublishing();
        try {
            server = HttpServer.create((InetSocketAddress) port.getLocalSocketAddress(), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.setExecutor(threads);
        server.createContext("/keys", exchange -> {
            byte[] text = answer.get();
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
    }

    private KeyPair pair(String key) {
        return keys.computeIfAbsent(key, made -> {
            try {
                return Tokens.otherKey();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }

    @Override
    public void stop() {
        never.countDown();
        stopPublishing();
        threads.shutdownNow();
    }
}
