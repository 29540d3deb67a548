package org.acme.kit.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.kit.endpoint.Endpoint;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a service as its contract describes them.
 *
 * <p>The endpoint of an operation has the name of the resource method: {@code PlaceOrderEndpoint} describes {@code placeOrder},
 * with the summary and the description in {@code @Operation} on its {@code call}. Or the field of the resource with the endpoint
 * has the name of the method, for example {@code place}.
 */
final class DescribedEndpoints {

    private static final DotName OPERATION =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);
    private static final DotName PATH = DotName.createSimple(jakarta.ws.rs.Path.class);
    private static final DotName[] PROTECTING = Stream.of(
                    "jakarta.annotation.security.RolesAllowed",
                    "io.quarkus.security.Authenticated",
                    "io.quarkus.security.PermissionsAllowed")
            .map(DotName::createSimple)
            .toArray(DotName[]::new);

    // By the name of a method, and by that of a class and of a field in it.
    private final Map<String, ClassInfo> endpoints = new TreeMap<>();
    private final Map<String, ClassInfo> fields = new TreeMap<>();
    private final List<String> undescribed = new ArrayList<>();
    private final Authentication authentication;

    /** Reads the endpoints, and the fields of resources that have their types. */
    DescribedEndpoints(IndexView classes, Authentication authentication) {
        this.authentication = authentication;
        Map<DotName, ClassInfo> byClass = new HashMap<>();
        for (ClassInfo endpoint : classes.getAllKnownImplementations(DotName.createSimple(Endpoint.class))) {
            endpoints.put(methodOf(endpoint), endpoint);
            byClass.put(endpoint.name(), endpoint);
        }
        for (AnnotationInstance path : classes.getAnnotations(PATH)) {
            if (path.target().kind() == AnnotationTarget.Kind.CLASS) {
                ClassInfo resource = path.target().asClass();
                for (FieldInfo field : resource.fields()) {
                    @Nullable ClassInfo endpoint = byClass.get(field.type().name());
                    if (endpoint != null) {
                        add(resource, field, endpoint);
                    }
                }
            }
        }
    }

    private void add(ClassInfo resource, FieldInfo field, ClassInfo endpoint) {
        fields.put(resource.name().withoutPackagePrefix() + "_" + field.name(), endpoint);
        if (isProtected(endpoint)
                && resource.firstMethod(field.name()) == null
                && resource.firstMethod(methodOf(endpoint)) == null) {
            undescribed.add(endpoint.simpleName() + " is protected, but the contract of " + resource.simpleName()
                    + " does not say so: it has no method " + methodOf(endpoint) + " or " + field.name()
                    + ". Name the method that calls the endpoint like the endpoint or like the field.");
        }
    }

    /** Returns a line for each protected endpoint of a resource that no method has the name of. */
    List<String> undescribed() {
        return undescribed;
    }

    /** Adds what the resource method does not say itself. At this point the id of the operation is {@code Class_method}. */
    void describe(Operation operation) {
        String id = operation.getOperationId();
        String method = id == null ? "" : id.substring(id.lastIndexOf('_') + 1);
        @Nullable ClassInfo endpoint = id == null ? null : fields.getOrDefault(id, endpoints.get(method));
        if (endpoint != null) {
            if (methodOf(endpoint).equals(method)) {
                operation.setOperationId(method);
            }
            AnnotationInstance said =
                    endpoint.annotations(OPERATION).stream().findFirst().orElse(null);
            complete(operation, said, method);
            if (isProtected(endpoint)) {
                authentication.require(operation);
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

    private static String methodOf(ClassInfo endpoint) {
        return decapitalised(endpoint.simpleName().replaceFirst("Endpoint$", ""));
    }

    private static String decapitalised(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
