package org.acme.kit.error;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.MatrixParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestMatrix;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a request, which is no part of a JSON body. It is found by the annotations of JAX-RS and Quarkus REST.
 *
 * @param name the name in the request; of a bean of parameters, the name in the code
 * @param in path, query, header, cookie, form or matrix; null if no annotation says so
 * @param type the class of a bean whose members are parameters, null for a single one
 */
record Parameter(String name, @Nullable String in, @Nullable Class<?> type) {

    /** Finds the parameter of a resource method; null if it is the body. */
    static @Nullable Parameter of(Class<?> resource, Path.@Nullable Node method, Path.Node node) {
        Path.ParameterNode place = node.as(Path.ParameterNode.class);
        Parameter named = new Parameter(node.getName(), null, null);
        if (method == null) {
            return named;
        }
        int index = place.getParameterIndex();
        List<Method> declared = declarations(resource, method).toList();
        return declared.stream()
                .map(each -> each.getParameters()[index])
                .flatMap(each -> Stream.ofNullable(of(each, node.getName(), each.getType())))
                .findFirst()
                .orElse(
                        isPartOfPath(resource, declared, node.getName())
                                ? new Parameter(node.getName(), "path", null)
                                : declared.isEmpty() ? named : null);
    }

    /** Finds the parameter that a component of a request comes from, by the component's annotation; null if it has none. */
    static @Nullable Parameter ofComponent(@Nullable Class<?> type, Path path) {
        Iterator<Path.Node> nodes = path.iterator();
        Path.@Nullable Node first = nodes.hasNext() ? nodes.next() : null;
        return type == null || first == null || first.getKind() != ElementKind.PROPERTY
                ? null
                : ofField(type, first.getName());
    }

    boolean isBean() {
        return type != null;
    }

    /** Finds a member of a bean of parameters; {@code in} is null if no annotation names its place. */
    Parameter member(@Nullable String member) {
        Parameter found = type == null || member == null ? null : ofField(type, member);
        return found == null ? new Parameter(member == null ? name : member, null, null) : found;
    }

    /**
     * Tells whether a method is one of a resource. The class of a sub-resource, which a locator returns, has no {@code @Path}; its
     * methods have {@code @GET} and the like. A REST client has both, but answers no requests.
     */
    static boolean isOfAResource(@Nullable Class<?> type, Path.Node method) {
        return hierarchy(type).noneMatch(each -> each.isAnnotationPresent(RegisterRestClient.class))
                && (hierarchy(type).anyMatch(each -> each.isAnnotationPresent(jakarta.ws.rs.Path.class))
                        || declarations(type, method)
                                .flatMap(each -> Stream.of(each.getAnnotations()))
                                .anyMatch(each -> each.annotationType().isAnnotationPresent(HttpMethod.class)));
    }

    private static @Nullable Parameter ofField(Class<?> type, String name) {
        return Stream.of(type.getDeclaredFields())
                .filter(field -> field.getName().equals(name))
                .flatMap(field -> Stream.ofNullable(of(field, name, field.getType())))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Parameter of(AnnotatedElement declared, String name, Class<?> type) {
        for (Annotation annotation : declared.getAnnotations()) {
            Parameter found = of(annotation, name, type);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Parameter of(Annotation annotation, String name, Class<?> type) {
        if (annotation instanceof BeanParam) {
            return new Parameter(name, null, type);
        } else if (annotation instanceof PathParam path) {
            return new Parameter(path.value(), "path", null);
        } else if (annotation instanceof RestPath path) {
            return new Parameter(given(path.value(), name), "path", null);
        } else if (annotation instanceof QueryParam query) {
            return new Parameter(query.value(), "query", null);
        } else if (annotation instanceof RestQuery query) {
            return new Parameter(given(query.value(), name), "query", null);
        } else if (annotation instanceof HeaderParam header) {
            return new Parameter(header.value(), "header", null);
        } else if (annotation instanceof RestHeader header) {
            return new Parameter(given(header.value(), hyphenated(name)), "header", null);
        } else if (annotation instanceof CookieParam cookie) {
            return new Parameter(cookie.value(), "cookie", null);
        } else if (annotation instanceof RestCookie cookie) {
            return new Parameter(given(cookie.value(), name), "cookie", null);
        } else if (annotation instanceof FormParam form) {
            return new Parameter(form.value(), "form", null);
        } else if (annotation instanceof RestForm form) {
            return new Parameter(given(form.value(), name), "form", null);
        } else if (annotation instanceof MatrixParam matrix) {
            return new Parameter(matrix.value(), "matrix", null);
        }
        return annotation instanceof RestMatrix matrix
                ? new Parameter(given(matrix.value(), name), "matrix", null)
                : null;
    }

    private static String given(String value, String otherwise) {
        return value.isEmpty() ? otherwise : value;
    }

    /** Quarkus REST reads {@code xRequestId} from the header {@code X-Request-Id}. */
    private static String hyphenated(String name) {
        String words = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2");
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Quarkus REST takes a parameter without an annotation from the path if its template has that name. */
    private static boolean isPartOfPath(Class<?> resource, List<Method> declared, String name) {
        return Stream.<AnnotatedElement>concat(hierarchy(resource), declared.stream())
                .map(element -> element.getAnnotation(jakarta.ws.rs.Path.class))
                .anyMatch(path -> path != null && path.value().matches(".*\\{\\s*" + name + "\\s*[:}].*"));
    }

    private static Stream<Method> declarations(@Nullable Class<?> type, Path.Node method) {
        Class<?>[] types = method.as(Path.MethodNode.class).getParameterTypes().toArray(Class<?>[]::new);
        return hierarchy(type).flatMap(each -> {
            try {
                return Stream.of(each.getDeclaredMethod(method.getName(), types));
            } catch (NoSuchMethodException inherited) {
                return Stream.empty();
            }
        });
    }

    /** Returns a class, its superclasses and its interfaces: the subclass that the container makes has no annotations. */
    private static Stream<Class<?>> hierarchy(@Nullable Class<?> type) {
        if (type == null || type == Object.class) {
            return Stream.empty();
        }
        return Stream.concat(
                Stream.of(type),
                Stream.concat(
                        hierarchy(type.getSuperclass()),
                        Stream.of(type.getInterfaces()).flatMap(Parameter::hierarchy)));
    }
}
