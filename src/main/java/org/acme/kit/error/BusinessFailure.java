package org.acme.kit.error;

/**
 * The refusal of a request for a business reason: an answer, not a fault. It is never retried and opens no circuit.
 *
 * <p>Write one subclass for each reason. The message goes to the caller, so it must name nothing internal.
 */
public class BusinessFailure extends RuntimeException implements Failure {

    private final String type;
    private final String title;
    private final int status;

    /**
     * Makes a refusal.
     *
     * @param type the last part of the problem type, the name of the class in lower case with dashes: {@code empty-string} for
     *     {@code EmptyString}; the contract lists it by that name
     * @param title a short summary of the type, the same at each occurrence (RFC 9457, section 3.1.4)
     * @param status the HTTP status, 400 to 499
     * @param detail what is wrong this time and what to change
     * @throws IllegalArgumentException if the status is not 400 to 499
     */
    public BusinessFailure(String type, String title, int status, String detail) {
        // No stack trace: a refusal is expected, and walking the stack would be most of its cost.
        super(detail, null, false, false);
        if (status < 400 || status > 499) {
            throw new IllegalArgumentException("status of a business failure must be 400 to 499, was " + status);
        }
        this.type = type;
        this.title = title;
        this.status = status;
    }

    @Override
    public Problem problem() {
        return Problem.of(this);
    }

    /** Returns the last part of the problem type. */
    public String type() {
        return type;
    }

    /** Returns the summary of the problem type. */
    public String title() {
        return title;
    }

    /** Returns the HTTP status, 400 to 499. */
    public int status() {
        return status;
    }
}
