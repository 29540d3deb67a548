package org.acme.kit.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The packaged program checks tokens as {@link TokenTest} has it.
 *
 * <p>It has no endpoint that asks for one, and to build another for this test takes minutes as a native program. So a path
 * asks: the check of the token is the same. A service must not do so, see the package.
 */
@QuarkusIntegrationTest
@TestProfile(TokenIT.WithAPathThatAsks.class)
class TokenIT {

    private static final String ISSUER = "https://issuer.example";
    private static final String AUDIENCE = "tests";
    private static final String GUARDED = "/q/openapi";
    private static final KeyPair KEYS = keys();
    private static final String PEM = "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(KEYS.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";

    private final Tokens tokens = new Tokens(ISSUER, AUDIENCE, PEM, claims -> claims.sign(KEYS.getPrivate()));

    @Test
    void letsInWhoeverHasAGoodToken() {
        assertThat(get(tokens.good()).statusCode()).isEqualTo(200);
    }

    /** Without a document: that a path asks is known to Quarkus alone, and it answers itself. */
    @Test
    void asksForATokenWhereThereIsNone() {
        Response answer = given().get(GUARDED);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void refusesEveryBadToken() throws GeneralSecurityException {
        assertThat(tokens.bad()).isNotEmpty().allSatisfy((name, token) -> isRefused(get(token)));
    }

    private static void isRefused(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("requestId")).isNotEmpty();
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    private static Response get(String token) {
        return given().auth().oauth2(token).get(GUARDED);
    }

    private static KeyPair keys() {
        try {
            return Tokens.otherKey();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static class WithAPathThatAsks implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path key = Files.createTempFile("key", ".pem");
                key.toFile().deleteOnExit();
                return Map.of(
                        "quarkus.http.auth.permission.test.paths", GUARDED,
                        "quarkus.http.auth.permission.test.policy", "authenticated",
                        "mp.jwt.verify.publickey.location",
                                Files.writeString(key, PEM).toUri().toString(),
                        "mp.jwt.verify.issuer", ISSUER,
                        "mp.jwt.verify.audiences", AUDIENCE);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
