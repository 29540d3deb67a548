package org.acme.kit.deadline;

import org.acme.kit.error.Failure;
import org.acme.kit.error.Problem;

/**
 * Internal: the fault that the time for a request was up before its answer, or before anything could begin: 504. It says nothing
 * about peers, so it counts against none.
 */
public class DeadlineExceeded extends RuntimeException implements Failure {

    /** Makes the fault; the message is for the operator. */
    public DeadlineExceeded(String message) {
        // No stack trace, it would show a timer; but room for the failures of the attempts that used the time.
        super(message, null, true, false);
    }

    @Override
    public Problem problem() {
        return Problem.of(504, "The time for this request was up before there was an answer.");
    }
}
