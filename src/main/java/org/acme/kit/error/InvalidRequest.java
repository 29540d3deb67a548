package org.acme.kit.error;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The refusal of a request that breaks constraints of Bean Validation: 422, with an entry for each. */
public final class InvalidRequest extends BusinessFailure {

    /** As many entries as a person can use; a body of zeros could break a million constraints. */
    private static final int MOST = 100;

    private final List<Violation> violations;

    /**
     * Makes a refusal.
     *
     * @param broken the broken constraints, of which the answer lists the first 100, sorted by their pointers
     */
    public InvalidRequest(Collection<? extends ConstraintViolation<?>> broken) {
        super(
                "invalid-request",
                "Invalid request",
                422,
                "The request breaks " + broken.size() + (broken.size() == 1 ? " constraint" : " constraints")
                        + "; see \"errors\".");
        violations = broken.stream().map(Violation::of).sorted().limit(MOST).toList();
    }

    /**
     * Internal: returns the refusal of a request that breaks constraints on parameters of the target itself, not of what the target calls.
     *
     * @param broken what Bean Validation threw
     * @param target the bean that was called
     * @return empty if anything else breaks a constraint: an inner bean, an entity, an answer
     */
    public static Optional<InvalidRequest> of(ConstraintViolationException broken, Object target) {
        Set<ConstraintViolation<?>> violations = broken.getConstraintViolations();
        boolean own = violations != null
                && !violations.isEmpty()
                && violations.stream().allMatch(one -> one.getRootBean() == target && Violation.isOfAParameter(one));
        return own ? Optional.of(new InvalidRequest(violations)) : Optional.empty();
    }

    @Override
    public Problem problem() {
        return super.problem().with(violations);
    }
}
