package org.acme.kit.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the error in one part of a request. It never has the value that was sent (RFC 9457, section 3, has the same example).
 *
 * @param pointer the part of the body, a JSON pointer as URI fragment (RFC 6901, section 6); null if it is not in the body
 * @param parameter the name of the parameter, null if it is a part of the body
 * @param in where the parameter is: path, query, header, cookie, form or matrix; null if that is not known
 * @param detail what it must be
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Violation(
        @Nullable String pointer,
        @Nullable String parameter,
        @Nullable String in,
        String detail) implements Comparable<Violation> {

    private static final Comparator<Violation> ORDER = Comparator.comparing(
                    Violation::pointer, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Violation::parameter, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Violation::detail);

    /** Returns an error in a part of the body. */
    static Violation at(JsonPointer pointer, String detail) {
        return new Violation(pointer.toString(), null, null, detail);
    }

    /** Returns an error in a parameter. */
    static Violation of(String parameter, @Nullable String in, String detail) {
        return new Violation(null, parameter, in, detail);
    }

    /** Translates the property path of a broken constraint into a place in the request. */
    static Violation of(ConstraintViolation<?> broken) {
        JsonPointer pointer = new JsonPointer();
        Path.@Nullable Node method = null;
        @Nullable Parameter parameter = Parameter.ofComponent(broken.getRootBeanClass(), broken.getPropertyPath());
        for (Path.Node node : broken.getPropertyPath()) {
            switch (node.getKind()) {
                case METHOD -> method = node;
                case PARAMETER -> parameter = Parameter.of(broken.getRootBeanClass(), method, node);
                default -> {
                    if (parameter != null && parameter.isBean()) {
                        parameter = parameter.member(node.getName());
                    } else {
                        follow(pointer, node);
                    }
                }
            }
        }
        return parameter == null
                ? at(pointer, broken.getMessage())
                : of(parameter.name(), parameter.in(), broken.getMessage());
    }

    /** Tells whether a parameter of a resource method breaks the constraint, not an inner bean, an entity or an answer. */
    static boolean isOfTheRequest(ConstraintViolation<?> broken) {
        return isOfAParameter(broken) && Parameter.isResource(broken.getRootBeanClass());
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

    private static void follow(JsonPointer pointer, Path.Node node) {
        if (node.isInIterable()) {
            enter(pointer, node.getIndex(), node.getKey());
        }
        if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
            pointer.member(node.getName());
        }
    }

    /** Elements of a set have neither index nor key: the pointer stays at the set. */
    private static void enter(JsonPointer pointer, @Nullable Integer index, @Nullable Object key) {
        if (index != null) {
            pointer.element(index);
        } else if (key != null) {
            pointer.member(key.toString());
        }
    }

    @Override
    public int compareTo(Violation other) {
        return ORDER.compare(this, other);
    }
}
