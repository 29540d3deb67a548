package org.acme.kit.contract;

import static org.eclipse.microprofile.openapi.OASFactory.createSecurityScheme;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** The ways for callers to authenticate: a token, a password or a certificate, as configured when the program is built. */
final class SecuritySchemes {

    private static final Set<String> CERTIFICATES = Set.of("request", "required");
    private static final Set<String> TOKENS =
            Set.of("mp.jwt.verify.publickey", "mp.jwt.verify.publickey.location", "quarkus.oidc.auth-server-url");

    private SecuritySchemes() {}

    /** Returns the schemes by their names; only {@code bearer} if none is configured. */
    static Map<String, SecurityScheme> of(Config config) {
        Map<String, SecurityScheme> schemes = new TreeMap<>();
        if (value(config, "quarkus.http.auth.basic").equals("true")) {
            schemes.put("basic", http("basic"));
        }
        if (CERTIFICATES.contains(value(config, "quarkus.http.ssl.client-auth"))) {
            schemes.put("certificate", createSecurityScheme().type(SecurityScheme.Type.MUTUALTLS));
        }
        if (schemes.isEmpty() || TOKENS.stream().anyMatch(key -> isSet(config, key))) {
            schemes.put("bearer", http("bearer").bearerFormat("JWT"));
        }
        return schemes;
    }

    private static SecurityScheme http(String scheme) {
        return createSecurityScheme().type(SecurityScheme.Type.HTTP).scheme(scheme);
    }

    private static boolean isSet(Config config, String key) {
        String value = value(config, key);
        return !value.isBlank() && !value.equals("none");
    }

    private static String value(Config config, String key) {
        return config.getOptionalValue(key, String.class).orElse("").toLowerCase(Locale.ROOT);
    }
}
