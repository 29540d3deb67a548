package org.acme.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.smallrye.jwt.runtime.auth.JWTAuthMechanism;
import io.quarkus.vertx.http.runtime.security.BasicAuthenticationMechanism;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.config.JWTAuthContextInfoProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSettingsTest {

    private static final List<String> NONE = List.of();
    private static final List<String> LEDGER = List.of("ledger");

    @TempDir
    Path folder;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void configureAll() throws Exception {
        Path key = folder.resolve("key.pem");
        Files.writeString(
                key,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(Tokens.otherKey().getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        settings.put("mp.jwt.verify.publickey.location", key.toString());
        settings.put("mp.jwt.verify.issuer", "https://issuer.example");
        settings.put("mp.jwt.verify.audiences", "strings");
    }

    @Test
    void asksForNothingWhereNothingIsProtected() {
        settings.clear();

        check(NONE);
    }

    @Test
    void takesAKeyThatItCanRead() {
        check(LEDGER);
        check(NONE);
    }

    @Test
    void takesAnAddressWithoutAsking() {
        settings.put("mp.jwt.verify.publickey.location", "https://issuer.example/keys");

        check(LEDGER);
    }

    @Test
    void refusesToStartWithoutWhatTokensAreCheckedFor() {
        assertMisses("mp.jwt.verify.issuer");
        assertMisses("mp.jwt.verify.audiences");
        assertMisses("mp.jwt.verify.publickey.location");
    }

    @Test
    void refusesToStartWithAKeyThatIsNone() throws Exception {
        String absent = folder.resolve("absent.pem").toString();
        settings.put("mp.jwt.verify.publickey.location", absent);
        assertThatThrownBy(() -> check(LEDGER))
                .hasMessage(
                        "mp.jwt.verify.publickey.location must be a readable public key in PEM or JWKS format, was %s",
                        absent);

        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
        settings.put("mp.jwt.verify.publickey.location", nonsense.toString());
        assertThatThrownBy(() -> check(NONE)).hasMessageEndingWith("was " + nonsense);
    }

    @Test
    void asksForNoTokensWhereCallersAreKnownOtherwise() {
        assertThat(isKnownOtherwise(Map.of())).isFalse();
        assertThat(isKnownOtherwise(Map.of("quarkus.http.auth.basic", "false"))).isFalse();
        assertThat(isKnownOtherwise(Map.of("quarkus.http.ssl.client-auth", "none")))
                .isFalse();
        assertThat(isKnownOtherwise(Map.of("quarkus.http.auth.basic", "true"))).isTrue();
        assertThat(isKnownOtherwise(Map.of("quarkus.http.auth.form.enabled", "true")))
                .isTrue();
        assertThat(isKnownOtherwise(Map.of("quarkus.http.ssl.client-auth", "REQUIRED")))
                .isTrue();
        assertThat(isKnownOtherwise(Map.of(), OwnMechanism.class))
                .as("OIDC is such a one")
                .isTrue();
    }

    private static final class OwnMechanism {}

    private static boolean isKnownOtherwise(Map<String, String> settings, Class<?>... more) {
        List<Class<?>> mechanisms =
                new ArrayList<>(List.of(JWTAuthMechanism.class, BasicAuthenticationMechanism.class));
        mechanisms.addAll(List.of(more));
        return TokenSettings.isKnownOtherwise(config(settings), mechanisms);
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }

    private void assertMisses(String key) {
        String value = settings.remove(key);
        assertThatThrownBy(() -> check(LEDGER))
                .hasMessageStartingWith("Tokens protect [ledger], but " + key + " is not set; it must be ");
        settings.put(key, value);
    }

    private void check(List<String> guarded) {
        TokenSettings.check(config(settings), guarded, this::tokens);
    }

    private JWTAuthContextInfo tokens() {
        return JWTAuthContextInfoProvider.createWithKeyLocation(
                        settings.get("mp.jwt.verify.publickey.location"), settings.get("mp.jwt.verify.issuer"))
                .getContextInfo();
    }
}
