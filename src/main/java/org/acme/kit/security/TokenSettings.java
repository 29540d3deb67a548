package org.acme.kit.security;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.smallrye.jwt.runtime.auth.JWTAuthMechanism;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.util.KeyUtils;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.acme.kit.endpoint.Catalogue;
import org.acme.kit.endpoint.Catalogue.ListedEndpoint;
import org.eclipse.microprofile.config.Config;

/**
 * The check of the token settings. It stops the start of a service whose tokens could not be checked, or would be checked for too
 * little: key, issuer and audience are required.
 *
 * <p>Without a protected endpoint and without a key nothing is required, and tokens that callers send are ignored. Nor is
 * anything required if no key is configured and callers authenticate otherwise: by basic or form authentication, mTLS, OIDC or a
 * mechanism of the service.
 */
@ApplicationScoped
class TokenSettings {

    private static final String KEY = "mp.jwt.verify.publickey";
    private static final String LOCATION = "mp.jwt.verify.publickey.location";
    private static final String ISSUER = "mp.jwt.verify.issuer";
    private static final String AUDIENCES = "mp.jwt.verify.audiences";
    private static final Set<String> PROTECTING = Set.of("RolesAllowed", "Authenticated", "PermissionsAllowed");
    private static final Set<String> CERTIFICATES = Set.of("request", "required");

    void check(
            @Observes StartupEvent start,
            Config config,
            Catalogue catalogue,
            @Any Instance<HttpAuthenticationMechanism> mechanisms,
            Instance<JWTAuthContextInfo> tokens) {
        List<Class<?>> known = mechanisms
                .handlesStream()
                .<Class<?>>map(mechanism -> mechanism.getBean().getBeanClass())
                .toList();
        if (known.contains(JWTAuthMechanism.class)) {
            List<String> guarded = isKnownOtherwise(config, known)
                    ? List.of()
                    : catalogue.endpoints().stream()
                            .filter(endpoint -> endpoint.chain().stream().anyMatch(PROTECTING::contains))
                            .map(ListedEndpoint::name)
                            .toList();
            check(config, guarded, tokens::get);
        }
    }

    /** Tells whether callers can authenticate without a token: by a password, a certificate, OIDC, a mechanism of the service. */
    static boolean isKnownOtherwise(Config config, List<Class<?>> mechanisms) {
        // Quarkus' own mechanisms are beans whether they are used or not.
        String own = HttpAuthenticationMechanism.class.getPackageName();
        return value(config, "quarkus.http.auth.basic").equals("true")
                || value(config, "quarkus.http.auth.form.enabled").equals("true")
                || CERTIFICATES.contains(
                        value(config, "quarkus.http.ssl.client-auth").toLowerCase(Locale.ROOT))
                || mechanisms.stream()
                        .anyMatch(mechanism -> mechanism != JWTAuthMechanism.class
                                && !mechanism.getPackageName().equals(own));
    }

    static void check(Config config, List<String> guarded, Supplier<JWTAuthContextInfo> tokens) {
        boolean key = isSet(config, KEY) || isSet(config, LOCATION);
        if (!key && guarded.isEmpty()) {
            return;
        }
        String why = guarded.isEmpty() ? "A key for tokens is configured" : "Tokens protect " + guarded;
        require(key, why, LOCATION, "a file in PEM or JWKS format, or the https:// address of a JWKS");
        require(isSet(config, ISSUER), why, ISSUER, "the iss that tokens must have");
        require(isSet(config, AUDIENCES), why, AUDIENCES, "the aud of which tokens must have one");
        if (!value(config, LOCATION).startsWith("http")) {
            readKey(tokens, value(config, LOCATION));
        } // A key at an address is fetched when the first token needs it: a start depends on no other service.
    }

    private static void readKey(Supplier<JWTAuthContextInfo> tokens, String location) {
        try {
            JWTAuthContextInfo read = tokens.get();
            String key = read.getPublicKeyContent();
            // A JWKS is left to the library, and so is a key from a key store, which has no text.
            if (key != null && !key.strip().startsWith("{")) {
                decode(key, read.getSignatureAlgorithm().iterator().next());
            }
        } catch (Exception unreadable) {
            throw new IllegalStateException(
                    LOCATION + " must be a readable public key in PEM or JWKS format, was " + location, unreadable);
        }
    }

    private static void decode(String key, SignatureAlgorithm algorithm) throws GeneralSecurityException {
        if (key.contains("CERTIFICATE")) {
            KeyUtils.decodeCertificate(key);
        } else {
            KeyUtils.decodePublicKey(key, algorithm);
        }
    }

    private static void require(boolean given, String why, String key, String what) {
        if (!given) {
            throw new IllegalStateException(why + ", but " + key + " is not set; it must be " + what);
        }
    }

    private static boolean isSet(Config config, String key) {
        String value = value(config, key);
        return !value.isBlank() && !value.equals("NONE");
    }

    private static String value(Config config, String key) {
        return config.getOptionalValue(key, String.class).orElse("");
    }
}
