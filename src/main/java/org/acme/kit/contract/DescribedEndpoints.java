package org.acme.kit.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.kit.endpoint.Endpoint;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a service as its contract describes them, and the ways for their callers to authenticate.
 *
 * <p>The endpoint of an operation has the name of the resource method: {@code PlaceOrderEndpoint} describes {@code placeOrder},
 * with the summary and the description in {@code @Operation} on its {@code call}.
 */
final class DescribedEndpoints {

    private static final DotName OPERATION =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);
    private static final DotName[] PROTECTING = Stream.of(
                    "jakarta.annotation.security.RolesAllowed",
                    "io.quarkus.security.Authenticated",
                    "io.quarkus.security.PermissionsAllowed")
            .map(DotName::createSimple)
            .toArray(DotName[]::new);

    private static final Set<String> CERTIFICATES = Set.of("request", "required");
    private static final Set<String> TOKENS =
            Set.of("mp.jwt.verify.publickey", "mp.jwt.verify.publickey.location", "quarkus.oidc.auth-server-url");

    private final Map<String, ClassInfo> endpoints = new TreeMap<>();
    private final Map<String, SecurityScheme> schemes;

    /** Reads the endpoints, and the ways to authenticate as configured when the program is built. */
    DescribedEndpoints(IndexView classes, Config config) {
        schemes = schemes(config);
        for (ClassInfo endpoint : classes.getAllKnownImplementations(DotName.createSimple(Endpoint.class))) {
            endpoints.put(decapitalised(endpoint.simpleName().replaceFirst("Endpoint$", "")), endpoint);
        }
    }

    /** Returns the ways for callers to authenticate, by their names; none if no endpoint requires it. */
    Map<String, SecurityScheme> securitySchemes() {
        return endpoints.values().stream().anyMatch(DescribedEndpoints::isProtected) ? schemes : Map.of();
    }

    /** Adds what the resource method does not say itself. At this point the id of the operation is {@code Class_method}. */
    void describe(Operation operation) {
        String id = operation.getOperationId();
        String method = id == null ? "" : id.substring(id.lastIndexOf('_') + 1);
        @Nullable ClassInfo endpoint = endpoints.get(method);
        if (endpoint != null) {
            operation.setOperationId(method);
            AnnotationInstance said =
                    endpoint.annotations(OPERATION).stream().findFirst().orElse(null);
            complete(operation, said, method);
            if (isProtected(endpoint) && operation.getSecurity() == null) {
                schemes.keySet()
                        .forEach(scheme -> operation.addSecurityRequirement(
                                OASFactory.createSecurityRequirement().addScheme(scheme)));
            }
        } else {
            complete(operation, null, method);
        }
        if (operation.getTags() == null || operation.getTags().isEmpty()) {
            String resource = id == null || !id.contains("_") ? "operations" : id.substring(0, id.lastIndexOf('_'));
            operation.addTag(words(resource.replaceFirst("Resource$", "")).toLowerCase(Locale.ROOT));
        }
    }

    private static void complete(Operation operation, @Nullable AnnotationInstance said, String method) {
        if (operation.getSummary() == null) {
            String summary = value(said, "summary");
            operation.setSummary(summary.isEmpty() ? words(method) : summary);
        }
        if (operation.getDescription() == null) {
            String description = value(said, "description");
            operation.setDescription(description.isEmpty() ? operation.getSummary() + "." : description);
        }
    }

    private static String value(@Nullable AnnotationInstance annotation, String member) {
        return annotation == null || annotation.value(member) == null
                ? ""
                : annotation.value(member).asString();
    }

    private static boolean isProtected(ClassInfo endpoint) {
        return Arrays.stream(PROTECTING).anyMatch(endpoint::hasAnnotation);
    }

    /** Returns a name as words: {@code Place order} for {@code placeOrder}. */
    static String words(String name) {
        String words = Arrays.stream(name.split("(?<=[a-z0-9])(?=[A-Z])"))
                .map(DescribedEndpoints::decapitalised)
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String decapitalised(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
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
