package org.acme.kit.error;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.path.ContainerElementNode;
import org.hibernate.validator.path.PropertyNode;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the error in one part of a request. It never has the value that was sent (RFC 9457, section 3, has the same example).
 *
 * @param pointer the part of the body, a JSON pointer as URI fragment (RFC 6901, section 6); null if it is not in the body
 * @param parameter the name of the parameter, null if it is a part of the body
 * @param in where the parameter is: path, query, header, cookie, form or matrix; null if that is not known
 * @param detail what it must be
 * @param path the pointer with the names of the code, for a request without JSON; null if the pointer has no other names
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Violation(
        @Schema(description = "The part of the body, a JSON pointer: #/items/0/name") @Nullable
        String pointer,

        @Schema(description = "The parameter, if it is not in the body") @Nullable
        String parameter,

        @Schema(description = "Where the parameter is: path, query, header, cookie, matrix or form") @Nullable
        String in,

        @Schema(description = "What it must be") String detail,

        @JsonIgnore @Nullable String path)
        implements Comparable<Violation> {

    private static final Comparator<Violation> ORDER = Comparator.comparing(
                    Violation::pointer, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Violation::parameter, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Violation::detail);

    /** Returns an error in a part of the body. */
    static Violation at(JsonPointer pointer, String detail) {
        return new Violation(pointer.toString(), null, null, detail, null);
    }

    /** Returns an error in a parameter. */
    static Violation of(String parameter, @Nullable String in, String detail) {
        return new Violation(null, parameter, in, detail, null);
    }

    /** Translates the property path of a broken constraint into a place in the request. */
    static Violation of(ConstraintViolation<?> broken) {
        JsonPointer pointer = new JsonPointer();
        JsonPointer inCode = new JsonPointer();
        @Nullable Object owner = broken.getRootBean();
        Path.@Nullable Node method = null;
        @Nullable Parameter parameter = Parameter.ofComponent(broken.getRootBeanClass(), broken.getPropertyPath());
        for (Path.Node node : broken.getPropertyPath()) {
            switch (node.getKind()) {
                case METHOD -> method = node;
                case PARAMETER -> {
                    parameter = Parameter.of(broken.getRootBeanClass(), method, node);
                    owner = argument(broken, node);
                }
                default -> {
                    if (parameter != null && parameter.isBean()) {
                        parameter = parameter.member(node.getName());
                    } else {
                        owner = node.isInIterable() ? element(owner, node) : owner;
                        pointer.follow(node, owner);
                        inCode.follow(node, null);
                        owner = value(node);
                    }
                }
            }
        }
        return parameter == null
                ? new Violation(pointer.toString(), null, null, broken.getMessage(), inCode.toString())
                : of(parameter.name(), parameter.in(), broken.getMessage());
    }

    /** Tells whether a parameter of a resource method breaks the constraint, not an inner bean, an entity or an answer. */
    static boolean isOfTheRequest(ConstraintViolation<?> broken) {
        return isOfAParameter(broken)
                && Parameter.isOfAResource(
                        broken.getRootBeanClass(),
                        broken.getPropertyPath().iterator().next());
    }

    /** Tells whether the constraint is on the parameters of a method. */
    static boolean isOfAParameter(ConstraintViolation<?> broken) {
        Iterator<Path.Node> nodes = broken.getPropertyPath().iterator();
        if (!nodes.hasNext() || nodes.next().getKind() != ElementKind.METHOD || !nodes.hasNext()) {
            return false;
        }
        ElementKind kind = nodes.next().getKind();
        return kind == ElementKind.PARAMETER || kind == ElementKind.CROSS_PARAMETER;
    }

    private static @Nullable Object argument(ConstraintViolation<?> broken, Path.Node parameter) {
        Object @Nullable [] arguments = broken.getExecutableParameters();
        return arguments == null
                ? null
                : arguments[parameter.as(Path.ParameterNode.class).getParameterIndex()];
    }

    /** Returns the value that a node of a property path stands for; null if Hibernate Validator does not tell. */
    private static @Nullable Object value(Path.Node node) {
        if (node instanceof PropertyNode property) {
            return property.getValue();
        }
        return node instanceof ContainerElementNode element ? element.getValue() : null;
    }

    /** Returns what a container has at the place that a node names. Elements of a set have no place. */
    private static @Nullable Object element(@Nullable Object container, Path.Node node) {
        @Nullable Integer index = node.getIndex();
        if (container instanceof List<?> list && index != null) {
            return index < list.size() ? list.get(index) : null;
        }
        if (container instanceof Object[] array && index != null) {
            return index < array.length ? array[index] : null;
        }
        // Where Hibernate Validator goes through a container, the value of its node may be the element already.
        return container instanceof Map<?, ?> map && node.getKey() != null ? map.get(node.getKey()) : container;
    }

    @Override
    public int compareTo(Violation other) {
        return ORDER.compare(this, other);
    }
}
