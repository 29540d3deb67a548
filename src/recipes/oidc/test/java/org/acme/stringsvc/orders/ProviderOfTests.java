package org.acme.stringsvc.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;

/** An OIDC provider that can be away, be silent, be hidden by another server, and publish another key. It is away at first. */
public class ProviderOfTests implements QuarkusTestResourceLifecycleManager {

    private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** Bound and never connected: calls are refused, and nobody else gets the port. */
    private final Socket port = new Socket();

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            port.setReuseAddress(true);
            port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        return Map.of(
                "quarkus.oidc.tenant-enabled",
                "true",
                "quarkus.oidc.auth-server-url",
                issuer(),
                "quarkus.oidc.token.audience",
                "orders");
    }

    /** After {@link Nowhere}. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(ProviderOfTests.class));
    }

    String issuer() {
        return "http://localhost:" + port.getLocalPort() + "/realm";
    }

    JwtClaimsBuilder claims() {
        return Jwt.issuer(issuer()).audience("orders").subject("ann").groups("clerk");
    }

    String signed(JwtClaimsBuilder claims, String key) {
        return claims.jws().keyId(key).sign(pair(key).getPrivate());
    }

    void publish(String key) {
        RsaJsonWebKey published = new RsaJsonWebKey((RSAPublicKey) pair(key).getPublic());
        published.setKeyId(key);
        String metadata = "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer() + "/keys\"}";
        serve(metadata, new JsonWebKeySet(published).toJson());
    }

    void beSilent() {
        serve("", "");
    }

    /** A proxy before the provider answers each question, with 200. */
    void beHidden(String answer) {
        serve(answer, answer);
    }

    void goAway() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    private void serve(String metadata, String jwks) {
        goAway();
        try {
            server = HttpServer.create((InetSocketAddress) port.getLocalSocketAddress(), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.setExecutor(threads);
        server.createContext("/realm", exchange -> {
            if (jwks.isEmpty()) {
                silence();
            }
            boolean isDiscovery = exchange.getRequestURI().getPath().endsWith("openid-configuration");
            byte[] answer = (isDiscovery ? metadata : jwks).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    private void silence() {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private KeyPair pair(String key) {
        return keys.computeIfAbsent(key, made -> {
            try {
                return KeyPairGenerator.getInstance("RSA").generateKeyPair();
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }

    @Override
    public void stop() {
        end.countDown();
        goAway();
        threads.shutdownNow();
    }

    /** All other tests have no provider, those of the packaged program too. */
    public static class Nowhere implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            return Map.of("quarkus.oidc.tenant-enabled", "false");
        }

        @Override
        public void stop() {}
    }
}
