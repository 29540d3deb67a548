package org.acme.kit.error;

/**
 * Lists the problem types that the kit itself answers with. A type is part of the contract: once published it keeps its meaning.
 *
 * <p>They are URNs since nothing is to be fetched from them. Callers compare the whole string. Each {@link BusinessFailure} of a
 * service adds its own; where the HTTP status says it all there is no type ({@link #NONE}).
 */
final class ProblemTypes {

    /** What types begin with. */
    static final String PREFIX = "urn:problem-type:";

    /** No type: the status is all there is to say (RFC 9457, section 4.2.1). */
    static final String NONE = "about:blank";

    /** 400: there is no body, or it is {@code null}. */
    static final String MISSING_BODY = "missing-body";

    /** 422: the request breaks constraints; {@code errors} has an entry for each. */
    static final String INVALID_REQUEST = "invalid-request";

    private ProblemTypes() {}
}
