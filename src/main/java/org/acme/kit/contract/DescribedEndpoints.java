package org.acme.kit.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.kit.endpoint.Endpoint;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a service as its contract describes them.
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

    private final Map<String, ClassInfo> endpoints = new TreeMap<>();

    private final Set<String> schemes;

    /**
     * Reads the endpoints.
     *
     * @param schemes the names of the security schemes; a caller of a protected endpoint needs one of them
     */
    DescribedEndpoints(IndexView classes, Set<String> schemes) {
        this.schemes = schemes;
        for (ClassInfo endpoint : classes.getAllKnownImplementations(DotName.createSimple(Endpoint.class))) {
            endpoints.put(decapitalised(endpoint.simpleName().replaceFirst("Endpoint$", "")), endpoint);
        }
    }

    /** Tells whether any endpoint requires authentication. */
    boolean areProtected() {
        return endpoints.values().stream().anyMatch(DescribedEndpoints::isProtected);
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
                schemes.forEach(scheme -> operation.addSecurityRequirement(
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
}
