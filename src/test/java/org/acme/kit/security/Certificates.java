package org.acme.kit.security;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates of a server and of two callers, clerk and guest; made anew for each run. */
public class Certificates implements QuarkusTestResourceLifecycleManager {

    private static final String PASSWORD = "changeit";

    private static volatile Path folder = Path.of("none");

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("mtls");
            trust("callers.p12", make("clerk"), make("guest"));
            trust("server-trust.p12", make("localhost"));
            Path roles = Files.writeString(folder.resolve("roles.properties"), "clerk=clerk\nguest=guest\n");
            return Map.of(
                    "quarkus.tls.kit.key-store.p12.path",
                    folder.resolve("localhost.p12").toString(),
                    "quarkus.tls.kit.key-store.p12.password",
                    PASSWORD,
                    "quarkus.tls.kit.trust-store.p12.path",
                    folder.resolve("callers.p12").toString(),
                    "quarkus.tls.kit.trust-store.p12.password",
                    PASSWORD,
                    "quarkus.http.auth.certificate-role-properties",
                    roles.toString());
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void stop() {}

    /** Returns what a caller that has this certificate, or none, connects with. */
    static SSLContext of(String caller) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(folder.resolve("server-trust.p12").toFile(), PASSWORD.toCharArray()));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (caller.equals("nobody")) {
            keys.init(null, null);
        } else {
            keys.init(
                    KeyStore.getInstance(folder.resolve(caller + ".p12").toFile(), PASSWORD.toCharArray()),
                    PASSWORD.toCharArray());
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore make(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String command = keytool + " -genkeypair -alias " + name + " -keyalg EC -dname CN=" + name + " -ext SAN=dns:"
                + name + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + file;
        int exit = new ProcessBuilder(command.split(" ")).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("keytool made no key for " + name);
        }
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    private static void trust(String name, KeyStore... trusted) throws Exception {
        KeyStore together = KeyStore.getInstance("PKCS12");
        together.load(null, null);
        for (KeyStore one : trusted) {
            String alias = one.aliases().nextElement();
            together.setCertificateEntry(alias, one.getCertificate(alias));
        }
        try (OutputStream file = Files.newOutputStream(folder.resolve(name))) {
            together.store(file, PASSWORD.toCharArray());
        }
    }
}
