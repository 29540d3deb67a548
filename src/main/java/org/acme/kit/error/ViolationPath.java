package org.acme.kit.error;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Translates where Bean Validation found a constraint broken into where that is in the request. */
final class ViolationPath {

    private ViolationPath() {}

    static Violation describe(ConstraintViolation<?> broken) {
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
                ? Violation.at(pointer, broken.getMessage())
                : Violation.of(parameter.name(), parameter.in(), broken.getMessage());
    }

    /** Tells whether it is a parameter of a resource method that breaks the constraint, and no inner bean, entity or answer. */
    static boolean isOfTheRequest(ConstraintViolation<?> broken) {
        return isOfAParameter(broken) && Parameter.isResource(broken.getRootBeanClass());
    }

    /** Tells whether the constraint is on what a method is called with. */
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
}
