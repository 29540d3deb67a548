package org.acme.kit.dev;

import org.acme.kit.error.Failure;
import org.acme.kit.error.Problem;
import org.jspecify.annotations.Nullable;

/** A change that the laboratory rejects with 400; the message tells the page why. */
final class WrongChange extends RuntimeException implements Failure {

    private static final long serialVersionUID = 1;

    WrongChange(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public Problem problem() {
        return Problem.of(400, getMessage());
    }
}
