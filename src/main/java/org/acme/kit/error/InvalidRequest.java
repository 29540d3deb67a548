package org.acme.kit.error;

import jakarta.validation.ConstraintViolation;
import java.util.Collection;
import java.util.List;

/** Refuses a request that breaks constraints of Bean Validation: 422, with an entry for each. */
public final class InvalidRequest extends BusinessFailure {

    /** As many as a person can use; a body of zeros could break a million. */
    private static final int MOST = 100;

    private final List<Violation> violations;

    /**
     * Makes a refusal.
     *
     * @param broken the constraints that are broken, of which the first 100 in the order of their pointers are told
     */
    public InvalidRequest(Collection<? extends ConstraintViolation<?>> broken) {
        super(
                ProblemTypes.INVALID_REQUEST,
                "Invalid request",
                422,
                "The request breaks " + broken.size() + (broken.size() == 1 ? " constraint" : " constraints")
                        + "; see \"errors\".");
        violations = broken.stream()
                .map(ViolationPath::describe)
                .sorted()
                .limit(MOST)
                .toList();
    }

    @Override
    public Problem problem() {
        return super.problem().with(violations);
    }
}
