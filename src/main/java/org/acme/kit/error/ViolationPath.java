package org.acme.kit.error;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import org.jspecify.annotations.Nullable;

/** Translates where Bean Validation found a constraint broken into where that is in the request. */
final class ViolationPath {

    private ViolationPath() {}

    static Violation describe(ConstraintViolation<?> broken) {
        JsonPointer pointer = new JsonPointer();
        String parameter = null;
        for (Path.Node node : broken.getPropertyPath()) {
            // The parameter of a method that is gone into is the body, of which the rest of the path speaks.
            parameter = node.getKind() == ElementKind.PARAMETER ? node.getName() : null;
            follow(pointer, node);
        }
        return parameter == null
                ? Violation.at(pointer, broken.getMessage())
                : Violation.of(parameter, broken.getMessage());
    }

    /** Tells whether it is not the caller's request but our answer that breaks the constraint. */
    static boolean isOfTheAnswer(ConstraintViolation<?> broken) {
        for (Path.Node node : broken.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
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
