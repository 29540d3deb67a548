package org.acme.kit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** The ways for callers to authenticate, as configured when the program is built, and the operations that require one. */
final class Authentication {

    private static final String KEYS = "quarkus.smallrye-openapi.";
    private static final Set<String> CERTIFICATES = Set.of("request", "required");
    private static final Set<String> TOKENS =
            Set.of("mp.jwt.verify.publickey", "mp.jwt.verify.publickey.location", "quarkus.oidc.auth-server-url");

    private final Map<String, SecurityScheme> schemes;
    private final Set<String> undefined;

    Authentication(Config config) {
        schemes = schemes(config);
        boolean definedByQuarkus =
                setting(config, KEYS + "auto-add-security").equals("true") || isSet(config, KEYS + "security-scheme");
        undefined = definedByQuarkus
                ? Set.of()
                : Set.of(config.getOptionalValue(KEYS + "security-scheme-name", String.class)
                        .orElse("SecurityScheme"));
    }

    /** Adds the ways to authenticate to an operation that does not name its own. */
    void require(Operation operation) {
        if (operation.getSecurity() == null) {
            requirements().forEach(operation::addSecurityRequirement);
        }
    }

    /**
     * Defines the ways to authenticate that an operation requires; none if no operation does.
     *
     * <p>Where a resource is protected by an annotation, Quarkus has added a requirement. It names a scheme that Quarkus does not
     * define by default, so the ways to authenticate take its place.
     */
    void define(OpenAPI contract, Stream<Operation> operations) {
        Map<String, SecurityScheme> own = contract.getComponents().getSecuritySchemes();
        operations.filter(operation -> operation.getSecurity() != null).forEach(operation -> {
            List<SecurityRequirement> required = new ArrayList<>(operation.getSecurity());
            if (required.removeIf(one -> one.getSchemes().keySet().stream()
                    .anyMatch(name -> undefined.contains(name) && (own == null || !own.containsKey(name))))) {
                required.addAll(requirements());
                operation.setSecurity(required);
            }
            required.stream()
                    .flatMap(one -> one.getSchemes().keySet().stream())
                    .filter(name -> schemes.containsKey(name) && (own == null || !own.containsKey(name)))
                    .forEach(name -> contract.getComponents().addSecurityScheme(name, schemes.get(name)));
        });
    }

    /** Returns one requirement for each way to authenticate: any of them will do. */
    private List<SecurityRequirement> requirements() {
        return schemes.keySet().stream()
                .map(name -> OASFactory.createSecurityRequirement().addScheme(name))
                .toList();
    }

    /** Returns a token, a password and a certificate, as far as configured; only {@code bearer} if none is. */
    private static Map<String, SecurityScheme> schemes(Config config) {
        Map<String, SecurityScheme> schemes = new TreeMap<>();
        if (setting(config, "quarkus.http.auth.basic").equals("true")) {
            schemes.put("basic", http("basic"));
        }
        if (CERTIFICATES.contains(setting(config, "quarkus.http.ssl.client-auth"))) {
            schemes.put("certificate", OASFactory.createSecurityScheme().type(SecurityScheme.Type.MUTUALTLS));
        }
        if (schemes.isEmpty() || TOKENS.stream().anyMatch(key -> isSet(config, key))) {
            schemes.put("bearer", http("bearer").bearerFormat("JWT"));
        }
        return schemes;
    }

    private static SecurityScheme http(String scheme) {
        return OASFactory.createSecurityScheme().type(SecurityScheme.Type.HTTP).scheme(scheme);
    }

    private static boolean isSet(Config config, String key) {
        String value = setting(config, key);
        return !value.isBlank() && !value.equals("none");
    }

    private static String setting(Config config, String key) {
        return config.getOptionalValue(key, String.class).orElse("").toLowerCase(Locale.ROOT);
    }
}
